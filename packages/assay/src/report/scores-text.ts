import type { Scores } from '../domain/run.ts';
import { scoreText } from '../domain/score-text.ts';

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
