import type { Scores } from '../domain/run.ts';

/** Two decimals, rounded down: 1.00 is only what is perfect. */
export const scoreText = (score: number): string => (Math.floor(score * 100 + 1e-9) / 100).toFixed(2);

/** The overall score, then those of the dimensions, the lowest first. */
export const scoreParts = ({ overall, dimensions }: Scores): readonly (readonly [string, string])[] => {
  const known = Object.entries(dimensions).flatMap(([name, score]) =>
    score === null || score === undefined ? [] : [[name, score] as const],
  );
  const sorted = known.toSorted(([, left], [, right]) => left - right);
  return overall === null
    ? []
    : [['overall', scoreText(overall)], ...sorted.map(([name, score]) => [name, scoreText(score)] as const)];
};
