import { defineSuspect, type Finding, findByValue } from './suspect.ts';
import { type NearMiss, nearMisses } from './text/near-misses.ts';

const word = /\p{L}[\p{L}\p{M}]*/gu;

const wordCounts = (values: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [text, count] of values)
    for (const [one] of text.matchAll(word)) counts.set(one, (counts.get(one) ?? 0) + count);
  return counts;
};

const reasonOf = ({ rows, rowsOfMeant, meant }: NearMiss, what: string): string =>
  `${what} in ${rows} ${rows === 1 ? 'row' : 'rows'}, and close to ${meant}, in ${rowsOfMeant}`;

/** The worst of the words of a text. */
const ofWords = (text: string, words: ReadonlyMap<string, NearMiss>): Finding | undefined =>
  [...text.matchAll(word)]
    .flatMap(([one]): readonly Finding[] => {
      const miss = words.get(one);
      return miss === undefined || one === text
        ? []
        : [
            {
              chance: miss.chance,
              suggestion: text.replace(one, () => miss.meant),
              reason: reasonOf(miss, 'has a word that is'),
            },
          ];
    })
    .toSorted((left, right) => right.chance - left.chance)[0];

const look = (values: ReadonlyMap<string, number>): ReadonlyMap<string, Finding> => {
  const whole = nearMisses(values);
  const words = nearMisses(wordCounts(values));
  const found = new Map<string, Finding>();
  for (const text of values.keys()) {
    const miss = whole.get(text);
    const ofWhole: Finding | undefined =
      miss === undefined
        ? undefined
        : { chance: miss.chance, suggestion: miss.meant, reason: reasonOf(miss, 'is') };
    const ofWord = ofWords(text, words);
    const worse = (ofWord?.chance ?? 0) > (ofWhole?.chance ?? 0) ? ofWord : ofWhole;
    if (worse !== undefined) found.set(text, worse);
  }
  return found;
};

export const typo = defineSuspect({
  id: 'typo',
  summary: 'A rare text that is nearly a frequent one, or has such a word.',
  definition:
    'A text of at least 4 characters, or a word in it, that one at least 4 times as frequent (100 times where the text is in more than 10 rows), in at least 3 rows, becomes by replacing a fifth of its characters or by one edit (two from 10 characters on). The chance is 0.98 t (1 − s)(1 − c/m) 0.85^(d − 1): d the edits, c and m the rows of the two, s the share of the frequent texts of the column that are as close to another one of like frequency, t the share of the rare texts found that is no coincidence, judged from the share of frequent texts that are as close to one 4 times as frequent. Texts of digits alone are left out.',
  find: (survey) => findByValue(survey, (values, { kind }) => (kind === 'text' ? look(values) : new Map())),
});
