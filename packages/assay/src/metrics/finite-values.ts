import { call, type Expr, when } from '../sql/expression.ts';
import { type ColumnParams, operand } from './column-params.ts';
import type { MetricContext } from './metric.ts';

/** Values for engines whose variance refuses NaN and infinities: those become NULL. Columns of other kinds hold none. */
export const finiteValues = (params: ColumnParams, context: MetricContext): Expr =>
  context.column(params.column).kind === 'float'
    ? when(call('isFinite', operand(params)), operand(params))
    : operand(params);
