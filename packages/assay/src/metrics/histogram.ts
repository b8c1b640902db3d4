import { z } from 'zod';
import { floatCell } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, compare, type Expr, literal, number, when } from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';

export interface HistogramParams extends ColumnParams {
  /** Ascending bounds of the bins: one more than there are bins. */
  readonly edges: readonly number[];
}

export interface Histogram {
  /** Values of each bin: from its lower edge to below its upper edge; the last bin holds its upper edge too. */
  readonly counts: readonly number[];
  readonly below: number;
  readonly above: number;
  readonly nans: number;
}

const ascending = (edges: readonly number[]): boolean =>
  edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge));

/** Number of a value's bin, -1 below the first edge, by halving: a value is compared log2(edges) times. */
const binOf = (value: Expr, edges: readonly number[], from: number, to: number, outside: Expr): Expr => {
  if (from === to) return from === edges.length ? outside : number(from - 1);
  const middle = Math.floor((from + to) / 2);
  const isLast = middle === edges.length - 1;
  const under = compare(value, isLast ? '<=' : '<', number(edges[middle] ?? 0));
  return when(
    under,
    binOf(value, edges, from, middle, outside),
    binOf(value, edges, middle + 1, to, outside),
  );
};

export const histogram = defineMetric<HistogramParams, Histogram, Histogram>({
  id: 'histogram',
  version: 1,
  summary: 'Number of values in bins with given edges.',
  definition:
    'Values in each of the bins between ascending edges: from the lower edge to below the upper one, in the last bin the upper edge too. Those below the first edge, above the last one, and NaN are counted apart; infinities are below or above. NULL is left out.',
  params: columnParams.extend({ edges: z.array(z.number()).min(2).refine(ascending, 'edges ascend') }),
  accepts: numericKinds,
  exactness: { kind: 'exact' },
  query: (params, context) => {
    const value = operand(params);
    const bins = params.edges.length - 1;
    const mayBeNan = context.column(params.column).kind !== 'integer';
    const isNan = compare(value, '=', literal(floatCell(NaN)));
    const outside = mayBeNan ? when(isNan, number(bins + 1), number(bins)) : number(bins);
    const bin = binOf(value, params.edges, 0, params.edges.length, outside);
    return { groupBy: { bin: when(compare(value, '=', value), bin) }, select: { n: aggregate('countAll') } };
  },
  read: (rows, { edges }) => {
    const counts = new Map(
      rows.filter((row) => row.bin !== null).map((row) => [countIn(row, 'bin'), countIn(row, 'n')]),
    );
    const at = (bin: number): number => counts.get(bin) ?? 0;
    const bins = edges.length - 1;
    return {
      counts: Array.from({ length: bins }, (_unused, bin) => at(bin)),
      below: at(-1),
      above: at(bins),
      nans: at(bins + 1),
    };
  },
  empty: ({ edges }) => ({ counts: edges.slice(1).map(() => 0), below: 0, above: 0, nans: 0 }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => ({
      counts: left.counts.map((count, bin) => count + (right.counts[bin] ?? 0)),
      below: left.below + right.below,
      above: left.above + right.above,
      nans: left.nans + right.nans,
    }),
  },
  value: (state) => state,
});
