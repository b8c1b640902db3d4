import { defineSuspect, type Finding, findByValue } from './suspect.ts';
import { edits, replaced } from './text/edits.ts';

/** A value that stands in so many rows is right. */
const established = 3;
/** A typo is at least so many times rarer than what was meant. */
const rarer = 4;
const shortest = 4;
/** Each further edit makes it so much less likely. */
const perEdit = 0.85;
const mostComparisons = 4_000_000;
const longest = 200;

/** How far apart two texts may be to be one: characters replaced in place may be more than other edits. */
const near = (rare: string, frequent: string): number | undefined => {
  const length = Math.min(rare.length, frequent.length);
  if (length < shortest) return undefined;
  if (rare.length === frequent.length) {
    const most = Math.max(1, Math.floor(length / 5));
    const found = replaced(rare, frequent, most);
    if (found <= most) return found;
  }
  const most = length >= 10 ? 2 : 1;
  const found = edits(rare, frequent, most);
  return found <= most ? found : undefined;
};

const digitsOnly = /^[\d\s.,:+-]*$/;

interface Counted {
  readonly text: string;
  readonly count: number;
}

const nearest = (
  text: string,
  among: readonly Counted[],
): (Counted & { readonly distance: number }) | undefined => {
  let best: (Counted & { readonly distance: number }) | undefined;
  for (const other of among) {
    if (other.text === text) continue;
    const distance = near(text, other.text);
    if (distance === undefined) continue;
    if (
      best === undefined ||
      distance < best.distance ||
      (distance === best.distance && other.count > best.count)
    )
      best = { ...other, distance };
  }
  return best;
};

const look = (values: ReadonlyMap<string, number>): ReadonlyMap<string, Finding> => {
  const all = [...values]
    .filter(([text]) => text.length >= shortest && text.length <= longest)
    .map(([text, count]) => ({ text, count }));
  const frequent = all.filter(({ count }) => count >= established);
  const rare = all.filter(({ text }) => !digitsOnly.test(text));
  if (frequent.length === 0 || frequent.length * all.length > mostComparisons) return new Map();
  const crowded = frequent.filter(({ text, count }) => {
    const other = nearest(text, frequent);
    return other !== undefined && other.count < count * rarer && count < other.count * rarer;
  });
  const alike = (crowded.length + 1) / (frequent.length + 4);
  const found = new Map<string, Finding>();
  for (const { text, count } of rare) {
    const meant = nearest(
      text,
      frequent.filter((other) => other.count >= count * rarer),
    );
    if (meant === undefined) continue;
    found.set(text, {
      chance: 0.98 * (1 - alike) * (1 - count / meant.count) * perEdit ** (meant.distance - 1),
      suggestion: meant.text,
      reason: `in ${count} ${count === 1 ? 'row' : 'rows'}, and close to a value in ${meant.count}`,
    });
  }
  return found;
};

export const typo = defineSuspect({
  id: 'typo',
  summary: 'A rare text that is nearly a frequent one.',
  definition:
    'A text of at least 4 characters that a value at least 4 times as frequent, in at least 3 rows, becomes by replacing a fifth of its characters or by one edit (two from 10 characters on). The chance is 0.98 (1 − s)(1 − c/m) 0.85^(d − 1): d the edits, s the share of the frequent values of the column that are as close to another one of like frequency, c and m the rows of the two. Texts of digits alone are left out.',
  find: (survey) => findByValue(survey, (values, { kind }) => (kind === 'text' ? look(values) : new Map())),
});
