import { z } from 'zod';
import { type Cell, floatCell, numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, call, number } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { doubleIn } from './read-row.ts';

export interface QuantileExactParams extends ColumnParams {
  /** Between 0 and 1: 0.5 is the median. */
  readonly q: number;
}

/**
 * Interpolated quantile of all values: type 7 of Hyndman & Fan 1996, "Sample quantiles in statistical packages". Null of no values.
 * NaN sorts above every number; the quantile is NaN where a neighbour it is interpolated from is NaN or infinite.
 */
export const quantileExact = defineMetric<QuantileExactParams, { quantile: Cell }, number | null>({
  id: 'quantileExact',
  version: 1,
  summary: 'Quantile of all values, interpolated between neighbours.',
  params: columnParams.extend({ q: z.number().min(0).max(1) }),
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  query: (params) => ({
    select: { quantile: aggregate('quantileExact', call('toDouble', operand(params)), number(params.q)) },
  }),
  read: ([row]) => {
    const found = doubleIn(row, 'quantile');
    return { quantile: found === null ? null : floatCell(Number.isFinite(found) ? found : NaN) };
  },
  empty: () => ({ quantile: null }),
  merge: { kind: 'none' },
  value: ({ quantile }) => numberOf(quantile) ?? null,
});
