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

export const quantileExact = defineMetric<QuantileExactParams, { quantile: Cell }, number | null>({
  id: 'quantileExact',
  version: 1,
  summary: 'Quantile of all values, interpolated between neighbours.',
  definition:
    'The q-quantile of all values, interpolated between two neighbours: at rank h = (n − 1) q, counted from 0, between those of ranks ⌊h⌋ and ⌈h⌉; type 7 of Hyndman & Fan 1996, “Sample quantiles in statistical packages”. NULL is left out; null of no values. NaN is above every number; the quantile is NaN where a neighbour is NaN or infinite. Engines may keep all values in memory.',
  params: columnParams.extend({ q: z.number().min(0).max(1) }),
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  showsValues: true,
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
