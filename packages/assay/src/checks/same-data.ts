import type { PastRun, PastValue } from '../domain/past-run.ts';
import { countText } from './words.ts';

/** What earlier runs found in other data than those that are judged. */
export interface OfOthers<T> {
  readonly others: readonly T[];
  /** What was found in these very data before. */
  readonly own?: T;
  /** So many runs were put together with others, or are of these very data: they do not count. */
  readonly repeats: number;
}

/** Takes what was found in the very data that are judged out of the past: they are no measure of themselves. */
export const ofOthers = <T extends PastRun | PastValue>(
  past: readonly T[],
  isOwn: (one: T) => boolean,
): OfOthers<T> => {
  const others = past.filter((one) => !isOwn(one));
  const own = past.find(isOwn);
  const all = past.reduce((sum, { runs = 1 }) => sum + runs, 0);
  return { others, ...(own === undefined ? {} : { own }), repeats: all - others.length };
};

/** "; 3 more looked at the same data again and do not count"; nothing where none did. */
export const repeatsText = (repeats: number): string =>
  repeats === 0
    ? ''
    : `; ${countText(repeats)} more looked at the same data again and ${repeats === 1 ? 'does' : 'do'} not count`;

/** Says that data were not new, and of which time they are judged; nothing where they are. */
export const sinceText = (since: string | undefined): string =>
  since === undefined
    ? ''
    : `; the same data as on ${since.slice(0, 10)} at ${since.slice(11, 16)} UTC, judged as then`;
