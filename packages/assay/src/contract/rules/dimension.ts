import { suggestion } from '../../domain/nearest.ts';
import { type Dimension, dimensions } from '../../domain/verdict.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';

const synonyms: Readonly<Record<string, Dimension>> = {
  ac: 'accuracy',
  cp: 'completeness',
  cf: 'conformity',
  cs: 'consistency',
  cv: 'coverage',
  tm: 'timeliness',
  uq: 'uniqueness',
};

const isDimension = (word: string): word is Dimension => dimensions.some((name) => name === word);

/** One of ODCS's seven dimensions. The two-letter synonyms stand in its prose only. */
export const readDimension = (
  reading: Reading,
  word: string | undefined,
  path: Path,
): Dimension | undefined => {
  if (word === undefined || isDimension(word)) return word;
  const synonym = Object.hasOwn(synonyms, word) ? synonyms[word] : undefined;
  if (synonym === undefined) reading.reject(path, `${word} is no dimension`, suggestion(word, dimensions));
  else
    reading.proseOnly(
      path,
      `${word} stands for ${synonym} in the prose of ODCS, not in its schema`,
      `write ${synonym}`,
    );
  return synonym;
};
