import type { Cell } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, arithmetic, column, type Expr } from '../sql/expression.ts';
import {
  type CentralMoments,
  excessKurtosis,
  mergeMoments,
  momentsAbout,
  sampleVariance,
  skewness,
} from '../stats/central-moments.ts';
import { centred } from './centred.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { countIn, doubleIn, doubleOf, storedDoubles } from './read-row.ts';

export interface MomentsState {
  readonly n: number;
  readonly mean: Cell;
  readonly m2: Cell;
  readonly m3: Cell;
  readonly m4: Cell;
}

export interface Moments {
  readonly n: number;
  readonly mean: number | null;
  /** Sample variance, M2 / (n − 1); null below two values. */
  readonly variance: number | null;
  readonly standardDeviation: number | null;
  /** Population skewness g1; null where the values do not vary. */
  readonly skewness: number | null;
  /** Population excess kurtosis g2, 0 for a normal distribution; null where the values do not vary. */
  readonly kurtosis: number | null;
}

const deviation = column('~d');
const power = (exponent: number): Expr =>
  exponent === 1 ? deviation : arithmetic(power(exponent - 1), '*', deviation);

/**
 * Mean, sample variance, and the population's skewness g1 and excess kurtosis g2, from sums of powers of deviations from the mean
 * (Mk = Σ(x − mean)^k; g1 = (M3/n)/(M2/n)^1.5, g2 = (M4/n)/(M2/n)² − 3; Joanes & Gill 1998). A NaN or an infinity among the values
 * makes all of them NaN.
 */
export const moments = defineMetric<ColumnParams, MomentsState, Moments>({
  id: 'moments',
  version: 1,
  summary: 'Mean, standard deviation, skewness and excess kurtosis.',
  params: columnParams,
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  query: (params) => ({
    from: centred({ '~d': operand(params) }),
    select: {
      n: aggregate('count', deviation),
      centre: aggregate('max', column('~d.centre')),
      s1: aggregate('sum', deviation),
      s2: aggregate('sum', power(2)),
      s3: aggregate('sum', power(3)),
      s4: aggregate('sum', power(4)),
    },
  }),
  read: ([row]) => {
    const sum = (name: string): number => doubleIn(row, name) ?? 0;
    const sums = { n: countIn(row, 'n'), s1: sum('s1'), s2: sum('s2'), s3: sum('s3'), s4: sum('s4') };
    return stored(momentsAbout(sum('centre'), sums));
  },
  empty: () => ({ n: 0, mean: 0, m2: 0, m3: 0, m4: 0 }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => stored(mergeMoments(momentsOf(left), momentsOf(right))),
  },
  value: (state) => {
    const found = momentsOf(state);
    const spread = sampleVariance(found);
    return {
      n: found.n,
      mean: found.n === 0 ? null : found.mean,
      variance: spread,
      standardDeviation: spread === null ? null : Math.sqrt(spread),
      skewness: skewness(found),
      kurtosis: excessKurtosis(found),
    };
  },
});

const stored = ({ n, ...rest }: CentralMoments): MomentsState => ({ n, ...storedDoubles(rest) });

const momentsOf = ({ n, mean, m2, m3, m4 }: MomentsState): CentralMoments => ({
  n,
  mean: doubleOf(mean),
  m2: doubleOf(m2),
  m3: doubleOf(m3),
  m4: doubleOf(m4),
});
