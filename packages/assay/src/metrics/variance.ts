import { type Cell, numberOf } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate } from '../sql/expression.ts';
import { mergeMoments, sampleVariance } from '../stats/central-moments.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { finiteValues } from './finite-values.ts';
import { defineMetric } from './metric.ts';
import { extremes, onlyValue } from './only-value.ts';
import { countIn, doubleIn, doubleOf, storedDoubles } from './read-row.ts';

export interface VarianceState {
  readonly n: number;
  readonly mean: Cell;
  readonly m2: Cell;
}

export interface Variance {
  readonly n: number;
  /** Null where there is no value. */
  readonly mean: number | null;
  /** Null below two values. */
  readonly variance: number | null;
  readonly standardDeviation: number | null;
}

export const variance = defineMetric<ColumnParams, VarianceState, Variance>({
  id: 'variance',
  version: 1,
  summary: 'Sample variance and standard deviation, with count and mean.',
  definition:
    'Sample variance, Σ(x − mean)² / (n − 1), and its root, computed by the engine from deviations; exactly 0 where all values are equal. NULL is left out; null below two values. A NaN or an infinity makes both NaN.',
  params: columnParams,
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  showsValues: true,
  query: (params, context) => ({
    select: {
      n: aggregate('count', operand(params)),
      sum: aggregate('sum', operand(params)),
      spread: aggregate(
        'variancePopulation',
        finiteValues(operand(params), context.column(params.column).kind),
      ),
      ...extremes('x', operand(params)),
    },
  }),
  read: ([row]) => {
    const n = countIn(row, 'n');
    const only = onlyValue(row, 'x');
    const mean = only ?? (n === 0 ? 0 : (doubleIn(row, 'sum') ?? 0) / n);
    const m2 = only === undefined ? n * (doubleIn(row, 'spread') ?? 0) : 0;
    return { n, ...storedDoubles({ mean, m2: Number.isFinite(mean) ? m2 : NaN }) };
  },
  empty: () => ({ n: 0, mean: 0, m2: 0 }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => {
      const { n, mean, m2 } = mergeMoments(momentsOf(left), momentsOf(right));
      return { n, ...storedDoubles({ mean, m2 }) };
    },
  },
  value: (state) => {
    const found = sampleVariance(momentsOf(state));
    return {
      n: state.n,
      mean: state.n === 0 ? null : (numberOf(state.mean) ?? null),
      variance: found,
      standardDeviation: found === null ? null : Math.sqrt(found),
    };
  },
});

const momentsOf = ({ n, mean, m2 }: VarianceState) => ({
  n,
  mean: doubleOf(mean),
  m2: doubleOf(m2),
  m3: 0,
  m4: 0,
});
