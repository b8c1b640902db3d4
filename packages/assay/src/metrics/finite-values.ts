import type { ColumnKind } from '../domain/column.ts';
import { call, type Expr, when } from '../sql/expression.ts';

/** Values without NaN and infinities, which become NULL. Columns of kinds other than floats hold none. */
export const finiteValues = (value: Expr, kind: ColumnKind): Expr =>
  kind === 'float' ? when(call('isFinite', value), value) : value;
