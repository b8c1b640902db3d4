import { describedIn } from './sources/described.ts';
import { judgeClaims } from './sources/judge-claims.ts';
import { defineSuspect } from './suspect.ts';

export const contradicted = defineSuspect({
  id: 'contradicted',
  summary: 'A value of an entity that more or better sources contradict.',
  definition:
    'Where two columns, entity and source, are a key (98 % of the rows are alone with their pair) and each value of both has 4 rows on average, the other columns are claims of sources if two rows of an entity agree there at least 8 times as often as two rows of the table, and in 15 % of the cases, if they fix no column that says nothing of the entity, and if sources agree with the majority unequally often (4 standard deviations beyond chance, over all columns). The true values are estimated together with how often each source is right in each column, which sources copy or share an origin, which repeat another column of their row, and how often each says nothing. Of more than 5,000,000 pairs of claims copies are not looked for. Texts that differ in case, space, dots or leading zeros, or that begin with what two sources state, are one value. The chance is 0.95 times that of the value being another one; of a missing value, 0.95 times the chance that there is one to state, and half of that where the source never states the column; of another text for the believed value, 0.95 times its chance times m/(m + c), c and m the cells of the column with the form of the two texts, or the rows with each where the forms are one. A word for a missing value states nothing. The text that is believed is defended by 0.95 times its chance.',
  find: (survey) => {
    const { whole: rows } = survey;
    const judges = rows === undefined ? [] : describedIn(survey).map((found) => judgeClaims(rows, found));
    return {
      clues: [],
      judge: (row, column) =>
        judges
          .flatMap((judge) => judge(row, column) ?? [])
          .toSorted((left, right) => right.chance - left.chance)[0],
    };
  },
});
