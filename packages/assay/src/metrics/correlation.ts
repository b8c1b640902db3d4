import { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import { numericKinds } from '../domain/column.ts';
import { aggregate, arithmetic, column, type Expr, notNull, when } from '../sql/expression.ts';
import { type CoMoments, coMomentsAbout, mergeCoMoments, pearson } from '../stats/co-moments.ts';
import { centred } from './centred.ts';
import { defineMetric } from './metric.ts';
import { extremes, onlyValue } from './only-value.ts';
import { countIn, doubleIn, doubleOf, storedDoubles } from './read-row.ts';

export interface CorrelationParams {
  readonly column: string;
  readonly with: string;
}

export interface CorrelationState {
  readonly n: number;
  readonly meanX: Cell;
  readonly meanY: Cell;
  readonly m2x: Cell;
  readonly m2y: Cell;
  readonly cxy: Cell;
}

export interface Correlation {
  /** Rows that have both values. */
  readonly pairs: number;
  /** In [-1, 1]; null where one of the two does not vary; NaN where one holds a value that is no finite number. */
  readonly correlation: number | null;
}

const [x, y] = [column('~x'), column('~y')];
const product = (left: Expr, right: Expr): Expr => aggregate('sum', arithmetic(left, '*', right));

export const correlation = defineMetric<CorrelationParams, CorrelationState, Correlation>({
  id: 'correlation',
  version: 1,
  summary: 'Linear correlation of two columns.',
  definition:
    "Pearson's r = Σ(x − mean x)(y − mean y) / √(Σ(x − mean x)² · Σ(y − mean y)²), between -1 and 1, over the rows that have both values. Sums are of deviations from the means, so that a large mean costs few digits. Null where one of the two varies by no more than rounding; NaN where one holds NaN or an infinity. Parts merge by Chan, Golub & LeVeque 1979, “Updating formulae and a pairwise algorithm for computing sample variances”.",
  params: z.strictObject({ column: z.string(), with: z.string() }),
  accepts: numericKinds,
  exactness: { kind: 'rounding' },
  query: (params) => {
    const [left, right] = [column(params.column), column(params.with)];
    return {
      from: centred({ '~x': when(notNull(right), left), '~y': when(notNull(left), right) }),
      select: {
        n: aggregate('count', x),
        centreX: aggregate('max', column('~x.centre')),
        centreY: aggregate('max', column('~y.centre')),
        sx: aggregate('sum', x),
        sy: aggregate('sum', y),
        sxx: product(x, x),
        syy: product(y, y),
        sxy: product(x, y),
        ...extremes('x', column('~x.value')),
        ...extremes('y', column('~y.value')),
      },
    };
  },
  read: ([row]) => {
    const at = (name: string): number => doubleIn(row, name) ?? 0;
    const sums = {
      n: countIn(row, 'n'),
      sx: at('sx'),
      sy: at('sy'),
      sxx: at('sxx'),
      syy: at('syy'),
      sxy: at('sxy'),
    };
    const [onlyX, onlyY] = [onlyValue(row, 'x'), onlyValue(row, 'y')];
    return stored({
      ...coMomentsAbout(at('centreX'), at('centreY'), sums),
      ...(onlyX === undefined ? {} : { meanX: onlyX, m2x: 0, cxy: 0 }),
      ...(onlyY === undefined ? {} : { meanY: onlyY, m2y: 0, cxy: 0 }),
    });
  },
  empty: () => ({ n: 0, meanX: 0, meanY: 0, m2x: 0, m2y: 0, cxy: 0 }),
  merge: {
    kind: 'commutative',
    merge: (left, right) => stored(mergeCoMoments(coMomentsOf(left), coMomentsOf(right))),
  },
  value: (state) => ({ pairs: state.n, correlation: pearson(coMomentsOf(state)) }),
});

const stored = ({ n, ...rest }: CoMoments): CorrelationState => ({ n, ...storedDoubles(rest) });

const coMomentsOf = (state: CorrelationState): CoMoments => ({
  n: state.n,
  meanX: doubleOf(state.meanX),
  meanY: doubleOf(state.meanY),
  m2x: doubleOf(state.m2x),
  m2y: doubleOf(state.m2y),
  cxy: doubleOf(state.cxy),
});
