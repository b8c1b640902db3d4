import type { Scores } from '../domain/run.ts';
import { type Dimension, dimensions, type Verdict } from '../domain/verdict.ts';

/** Weights of dimensions in the overall score; a dimension that is left out weighs 1. */
export type Weights = Readonly<Partial<Record<Dimension, number>>>;

/**
 * The score of one verdict: 1 where it passes, 0 where it is unknown, and where it fails the share of rows that obey it
 * (never all of them), or 0 for rules that do not count rows. Not-applicable and info verdicts have none.
 */
export const verdictScore = ({ status, severity, count, total }: Verdict): number | undefined => {
  if (severity === 'info' || status === 'not-applicable') return undefined;
  if (status === 'pass') return 1;
  if (status === 'unknown' || count === undefined || total === undefined || total === 0) return 0;
  return Math.max(0, 1 - count / total);
};

/** An error weighs twice a warning. */
const severityWeight = { error: 2, warn: 1, info: 0 } as const;

const weightedMean = (parts: readonly (readonly [number, number])[]): number | null => {
  const weight = parts.reduce((sum, [, own]) => sum + own, 0);
  return weight === 0 ? null : parts.reduce((sum, [score, own]) => sum + score * own, 0) / weight;
};

const scoreOf = (verdicts: readonly Verdict[]): number | null =>
  weightedMean(
    verdicts.flatMap((verdict) => {
      const score = verdictScore(verdict);
      return score === undefined ? [] : [[score, severityWeight[verdict.severity]] as const];
    }),
  );

/** Scores of a run: per dimension, per column, and overall as the weighted mean of the dimensions that have one. */
export const scoresOf = (
  verdicts: readonly Verdict[],
  weights: Weights = {},
  columnOf: (verdict: Verdict) => string | undefined,
): Scores => {
  const perDimension: Partial<Record<Dimension, number>> = {};
  for (const dimension of dimensions) {
    const score = scoreOf(verdicts.filter((verdict) => verdict.dimension === dimension));
    if (score !== null) perDimension[dimension] = score;
  }
  const columns: Record<string, number> = {};
  for (const [column, own] of Map.groupBy(verdicts, columnOf)) {
    const score = column === undefined ? null : scoreOf(own);
    if (column !== undefined && score !== null) columns[column] = score;
  }
  const overall = weightedMean(
    Object.entries(perDimension).map(([dimension, score]) => [score, weights[dimension as Dimension] ?? 1]),
  );
  return { overall, dimensions: perDimension, columns };
};
