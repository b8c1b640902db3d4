import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, arithmetic, call, column, type Expr, number } from '../sql/expression.ts';
import {
  type CentralMoments,
  excessKurtosis,
  mergeMoments,
  momentsAbout,
  noMoments,
  sampleVariance,
  skewness,
} from '../stats/central-moments.ts';
import { centred } from './centred.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { defineMetric } from './metric.ts';
import { extremes, onlyValue } from './only-value.ts';
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

export interface MomentsParams extends ColumnParams {
  /** A number near the mean, where one is known: the mean need not be found first. */
  readonly about?: number | undefined;
}

const power = (deviation: Expr, exponent: number): Expr =>
  exponent === 1 ? deviation : arithmetic(power(deviation, exponent - 1), '*', deviation);

const powerSums = (deviation: Expr) => ({
  n: aggregate('count', deviation),
  s1: aggregate('sum', deviation),
  s2: aggregate('sum', power(deviation, 2)),
  s3: aggregate('sum', power(deviation, 3)),
  s4: aggregate('sum', power(deviation, 4)),
});

export const moments = defineMetric<MomentsParams, MomentsState, Moments>({
  id: 'moments',
  version: 1,
  summary: 'Mean, standard deviation, skewness and excess kurtosis.',
  definition:
    "Mean, sample variance M₂ / (n − 1) and its root, and the population's skewness g₁ = (M₃ / n) / (M₂ / n)^1.5 and excess kurtosis g₂ = (M₄ / n) / (M₂ / n)² − 3 (0 for a normal distribution), with Mₖ = Σ(x − mean)^k (Joanes & Gill 1998, “Comparing measures of sample skewness and kurtosis”). Sums are of deviations from the mean, or from the number about, so that a large mean costs few digits. NULL is left out. Skewness and kurtosis are null where values vary by no more than rounding; NaN or an infinity makes all but the mean NaN. Parts merge by Pébay 2008, “Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments”.",
  showsValues: true,
  params: columnParams.extend({ about: z.number().optional() }),
  hints: ['about'],
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  query: (params) =>
    params.about === undefined
      ? {
          from: centred({ '~d': operand(params) }),
          select: {
            centre: aggregate('max', column('~d.centre')),
            ...extremes('x', column('~d.value')),
            ...powerSums(column('~d')),
          },
        }
      : { select: powerSums(arithmetic(call('toDouble', operand(params)), '-', number(params.about))) },
  read: ([row], { about }) => {
    const sum = (name: string): number => doubleIn(row, name) ?? 0;
    const sums = { n: countIn(row, 'n'), s1: sum('s1'), s2: sum('s2'), s3: sum('s3'), s4: sum('s4') };
    const only = onlyValue(row, 'x');
    return stored(
      only === undefined
        ? momentsAbout(about ?? sum('centre'), sums)
        : { ...noMoments, n: sums.n, mean: only },
    );
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
  profile: ({ name }, known) => {
    const mean = known?.get('mean');
    if (typeof mean !== 'number') return undefined;
    return Number.isFinite(mean)
      ? { column: name, about: mean }
      : { column: name, where: call('isFinite', column(name)) };
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
