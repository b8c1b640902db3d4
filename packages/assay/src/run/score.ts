import type { Scores } from '../domain/run.ts';
import { type Dimension, dimensions, type Verdict } from '../domain/verdict.ts';

/** Weights of dimensions in the overall score; a dimension that is left out weighs 1. */
export type Weights = Readonly<Partial<Record<Dimension, number>>>;

/**
 * The score of one verdict: 1 where it passes, 0 where it is unknown, and where it fails the share of rows that obey it,
 * or 0 for rules that count no rows or fail without an exception. A waiver changes no score: it accepts a failure, and
 * does not mend it. Verdicts that are not applicable, or of severity info, have none.
 */
export const verdictScore = ({ status, severity, count, total }: Verdict): number | undefined => {
  if (severity === 'info' || status === 'not-applicable') return undefined;
  if (status === 'pass') return 1;
  const counted = count !== undefined && total !== undefined && count > 0 && total > 0;
  return status === 'fail' && counted ? Math.max(0, (total - count) / total) : 0;
};

/** An error weighs twice a warning. */
const severityWeight = { error: 2, warn: 1, info: 0 } as const;

/** Weights are scaled by the largest, so that their unit is of no account and no sum overflows. */
const weightedMean = (parts: readonly (readonly [number, number])[]): number | null => {
  const largest = Math.max(0, ...parts.map(([, own]) => own));
  if (largest === 0) return null;
  const scaled = parts.map(([score, own]) => [score, own / largest] as const);
  const weight = scaled.reduce((sum, [, own]) => sum + own, 0);
  const mean = scaled.reduce((sum, [score, own]) => sum + score * own, 0) / weight;
  return Math.min(1, mean);
};

const scoreOf = (verdicts: readonly Verdict[]): number | null =>
  weightedMean(
    verdicts.flatMap((verdict) => {
      const score = verdictScore(verdict);
      return score === undefined ? [] : [[score, severityWeight[verdict.severity]] as const];
    }),
  );

const scoresBy = <K>(
  verdicts: readonly Verdict[],
  keysOf: (verdict: Verdict) => readonly K[],
): ReadonlyMap<K, number> => {
  const groups = new Map<K, Verdict[]>();
  for (const verdict of verdicts) {
    for (const key of keysOf(verdict)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [verdict]);
      else group.push(verdict);
    }
  }
  const scores = [...groups].map(([key, own]) => [key, scoreOf(own)] as const);
  return new Map(scores.flatMap(([key, score]) => (score === null ? [] : [[key, score]])));
};

/**
 * Scores of a run, each in [0, 1], and 1 where everything passes: per dimension the mean of its verdicts, in which an
 * error weighs twice a warning; overall the weighted mean of the dimensions that have a score; per column the mean of
 * the verdicts that look at it. Null where there is nothing to score. Defined in docs/guide/decisions-and-scores.md.
 */
export const scoresOf = (
  verdicts: readonly Verdict[],
  weights: Weights,
  columnsOf: (verdict: Verdict) => readonly string[],
): Scores => {
  const found = scoresBy(verdicts, ({ dimension }) => [dimension]);
  const inOrder = dimensions.flatMap((dimension) => {
    const score = found.get(dimension);
    return score === undefined ? [] : [[dimension, score] as const];
  });
  return {
    overall: weightedMean(inOrder.map(([dimension, score]) => [score, weights[dimension] ?? 1])),
    dimensions: Object.fromEntries(inOrder),
    columns: Object.fromEntries(scoresBy(verdicts, columnsOf)),
  };
};
