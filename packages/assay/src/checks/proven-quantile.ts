import { type Cell, numberOf } from '../domain/cell.ts';
import { type Comparison, comparisonText, holds } from '../domain/comparison.ts';
import { quantileSketch } from '../metrics/quantile-sketch.ts';
import { rankCounts } from '../metrics/rank-counts.ts';
import { ask, askPer } from '../metrics/request.ts';
import { sum } from '../metrics/sum.ts';
import { quantileOf } from '../stats/log-buckets.ts';
import { quantileWithin, type RankCounts } from '../stats/rank-proof.ts';
import { type CheckContext, fail, type Outcome, pass, type Rung, rung } from './check.ts';
import type { ComparedNumber } from './compared-number.ts';
import { plural } from './words.ts';

interface QuantileBounds {
  readonly low?: number;
  readonly high?: number;
  readonly open: boolean;
}

/** The interval a quantile must lie in, where the operator demands one. */
const boundsOf = ({ operator, value }: Comparison): QuantileBounds | undefined => {
  if (operator === 'mustBeBetween') return { low: value[0], high: value[1], open: false };
  if (operator === 'mustBeGreaterThan') return { low: value, open: true };
  if (operator === 'mustBeGreaterOrEqualTo') return { low: value, open: false };
  if (operator === 'mustBeLessThan') return { high: value, open: true };
  return operator === 'mustBeLessOrEqualTo' ? { high: value, open: false } : undefined;
};

const provenText = (noun: string, comparison: Comparison, groups = ''): string =>
  `${noun} proven ${comparisonText(comparison)}${groups}, by counting`;

/** Counts of a column's values; of doubles by their signs, which needs a finite sum as a witness that no value is NaN. */
const ranksOf = ({ subject }: CheckContext, bounds: QuantileBounds) => {
  const column = subject.name;
  const isFloat = subject.kind === 'float';
  return {
    ranks: ask(rankCounts, { column, ...bounds, ...(isFloat ? { numbers: true as const } : {}) }),
    ...(isFloat ? { total: ask(sum, { column }) } : {}),
  };
};

const placeOf = (
  { ranks, total }: { readonly ranks: RankCounts; readonly total?: Cell | undefined },
  isFloat: boolean,
  q: number,
) => (isFloat && !Number.isFinite(numberOf(total ?? null)) ? 'undecided' : quantileWithin(ranks, q));

/**
 * Two counts prove that a quantile lies outside; a sketch about a bound says where, within 1 % of the distance from that bound, for a
 * third of the time and none of the memory of sorting. Where its value is inside by rounding, the exact one is left to decide.
 */
const refuted = (
  estimate: number | null,
  comparison: Comparison,
  { noun }: ComparedNumber,
): Outcome | undefined => {
  if (estimate === null) return undefined;
  const observed = Number(estimate.toPrecision(4));
  if (!Number.isFinite(observed) || holds(comparison, observed)) return undefined;
  return fail(`${noun} about ${observed}, must be ${comparisonText(comparison)}`, { observed });
};

const ofColumn = (
  q: number,
  context: CheckContext,
  comparison: Comparison,
  bounds: QuantileBounds,
  number: ComparedNumber,
): readonly Rung[] => {
  const isFloat = context.subject.kind === 'float';
  const about = bounds.low ?? bounds.high ?? 0;
  const counted = ranksOf(context, bounds);
  const sketch = ask(quantileSketch, { column: context.subject.name, about });
  return [
    rung('cheap', counted, (values) =>
      placeOf(values, isFloat, q) === 'proven' ? pass(provenText(number.noun, comparison)) : undefined,
    ),
    rung('cheap', { ...counted, sketch }, ({ sketch: found, ...values }) => {
      const deviation = placeOf(values, isFloat, q) === 'refuted' ? quantileOf(found, q) : null;
      return refuted(deviation === null ? null : about + deviation, comparison, number);
    }),
  ];
};

const ofGroups = (
  q: number,
  { subject }: CheckContext,
  comparison: Comparison,
  bounds: QuantileBounds,
  { noun, per }: ComparedNumber,
): Rung =>
  rung(
    'cheap',
    { ranks: askPer(rankCounts, { column: subject.name, ...bounds }, per) },
    ({ ranks: { groups, truncated } }) =>
      !truncated && groups.length > 0 && groups.every(({ value }) => quantileWithin(value, q) === 'proven')
        ? pass(provenText(noun, comparison, ` for ${plural(groups.length, 'group')}`))
        : undefined,
  );

/** The proofs of where a quantile is that sort nothing. */
export const provesQuantile = (
  q: number,
  context: CheckContext,
  comparison: Comparison,
  number: ComparedNumber,
): readonly Rung[] => {
  const bounds = boundsOf(comparison);
  if (bounds === undefined) return [];
  return number.per.length === 0
    ? ofColumn(q, context, comparison, bounds, number)
    : [ofGroups(q, context, comparison, bounds, number)];
};
