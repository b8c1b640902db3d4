import { defineSuspect, type Finding, findByValue } from './suspect.ts';
import { isMissingNumber, isMissingWord } from './text/missing-words.ts';

/** More often than this, the word is how the table writes what is missing. */
const custom = 0.02;

export const missingWord = defineSuspect({
  id: 'missingWord',
  summary: 'A word that stands for nothing: n/a, unknown, -999.',
  definition:
    'Words known to stand for a missing value. The chance is 0.95 (1 − s / 0.02) with s their share of the rows: in 2 % of the rows or more the word is how the table writes what is missing, and no error.',
  find: (survey) =>
    findByValue(survey, (values, { kind }) => {
      const found = new Map<string, Finding>();
      const isKnown = kind === 'text' ? isMissingWord : isMissingNumber;
      for (const [text, count] of values) {
        const share = count / Math.max(1, survey.rows);
        if (isKnown(text) && share < custom)
          found.set(text, {
            chance: 0.95 * (1 - share / custom),
            reason: `stands for a missing value, in ${count} of ${survey.rows} rows`,
          });
      }
      return found;
    }),
});
