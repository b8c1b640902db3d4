import { defineSuspect, type Finding, findByValue } from './suspect.ts';
import { exactFormOf, formOf } from './text/form.ts';
import { isMissingWord } from './text/missing-words.ts';

/** The forms that most cells have cover at least so much of the column. */
const leastCovered = 0.85;
/** A column of which so much has one length is one of codes of that length. */
const leastOneLength = 0.98;
/** A form that most cells may have. */
const usual = 0.1;
const fewestRows = 20;

interface Forms {
  readonly shares: ReadonlyMap<string, number>;
  readonly covered: number;
  readonly top: string;
  /** The share of the most frequent form. */
  readonly most: number;
}

const formsOf = (values: ReadonlyMap<string, number>, form: (text: string) => string): Forms => {
  const counts = new Map<string, number>();
  let all = 0;
  for (const [text, count] of values) {
    const key = form(text);
    counts.set(key, (counts.get(key) ?? 0) + count);
    all += count;
  }
  const shares = new Map([...counts].map(([key, count]) => [key, count / all]));
  const ranked = [...shares].sort(([, left], [, right]) => right - left);
  const covered = ranked.reduce((sum, [, share]) => sum + (share >= usual ? share : 0), 0);
  const [top, most] = ranked[0] ?? ['', 0];
  return { shares, covered, top, most };
};

/** The rarer the form, the more likely it is broken: 0.97 of the rarest, a half at 2 %, nothing at 8 %. */
const chanceOf = (share: number): number => Math.max(0, 0.97 - 0.97 * Math.sqrt(share / 0.08));

const look = (
  values: ReadonlyMap<string, number>,
  form: (text: string) => string,
  isSettled: (forms: Forms) => boolean,
): ReadonlyMap<string, Finding> => {
  const forms = formsOf(values, form);
  const { shares, covered, top } = forms;
  const found = new Map<string, Finding>();
  if (!isSettled(forms)) return found;
  for (const text of values.keys()) {
    const own = form(text);
    const share = shares.get(own) ?? 0;
    if (share >= usual || isMissingWord(text)) continue;
    const chance = chanceOf(share) * covered;
    if (chance > 0)
      found.set(text, {
        chance,
        reason: `its form is that of ${(share * 100).toFixed(share < 0.01 ? 2 : 1)} % of the column; usual is ${top}`,
      });
  }
  return found;
};

export const brokenFormat = defineSuspect({
  id: 'brokenFormat',
  summary: 'A text whose form is rare in a column of few forms.',
  definition:
    'Forms write runs of letters as a, runs of digits as 9, and texts of words as one form. Where forms with at least 10 % of the cells cover at least 85 % of them, a form with share s is suspected with the chance 0.97 (1 − √(s / 0.08)) times what they cover. Where one length of digits and letters covers 98 %, other lengths are suspected in the same way. Words for a missing value are left to missingWord.',
  find: (survey) =>
    findByValue(survey, (values, { kind, nulls }) =>
      kind !== 'text' || survey.rows - nulls < fewestRows
        ? new Map()
        : new Map([
            ...look(
              new Map([...values].filter(([text]) => /\d/.test(text))),
              exactFormOf,
              ({ most }) => most >= leastOneLength,
            ),
            ...look(values, formOf, ({ covered }) => covered >= leastCovered),
          ]),
    ),
});
