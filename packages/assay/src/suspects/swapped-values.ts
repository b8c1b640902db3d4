import type { Survey } from './survey.ts';
import { defineSuspect } from './suspect.ts';

/** A value is at home where it is at least so many times as frequent. */
const atHome = 10;
const fewestAtHome = 5;
/** A value in more rows than this belongs to both columns, unless it is swapped for one that is foreign too. */
const mostForeign = 10;
/** Columns of like contents are no homes for each other: at most so many of their values are shared. */
const mostShared = 0.1;

const count = (values: ReadonlyMap<string, number> | undefined, value: string): number =>
  values?.get(value) ?? 0;

const isForeign = (
  value: string,
  here: ReadonlyMap<string, number>,
  there: ReadonlyMap<string, number>,
): boolean =>
  count(there, value) >= fewestAtHome && count(there, value) >= atHome * Math.max(1, count(here, value));

/** Values that both columns have, neither much more often than the other. */
const sharedBy = (left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): number =>
  [...left].filter(([value, own]) => own < atHome * count(right, value) && count(right, value) < atHome * own)
    .length;

/** Columns of texts whose values are held and that share few of them, in both orders. */
const strangers = (survey: Survey): readonly (readonly [string, string])[] => {
  const texts = survey.columns.filter(({ kind, values }) => kind === 'text' && values !== undefined);
  return texts.flatMap(({ name, values = new Map() }) =>
    texts
      .filter((other) => {
        if (other.name === name || other.values === undefined) return false;
        const shared = sharedBy(values, other.values);
        return shared <= mostShared * Math.min(values.size, other.values.size);
      })
      .map((other) => [name, other.name] as const),
  );
};

export const swappedValues = defineSuspect({
  id: 'swappedValues',
  summary: 'Two cells of a row that hold each other’s value; or one with a value of another column.',
  definition:
    'Between columns that share at most a tenth of their values, a value is foreign where the other column has it in at least 5 rows and 10 times as often. Where both cells of a row are foreign and at home in each other’s column the chance is 0.98 for both; where one is, and stands in at most 10 rows of this column, 0.7.',
  find: (survey) => {
    const held = new Map(survey.columns.map(({ name, values }) => [name, values]));
    const foreign = new Map<string, Map<string, string>>();
    for (const [here, there] of strangers(survey)) {
      const own = held.get(here) ?? new Map<string, number>();
      const other = held.get(there) ?? new Map<string, number>();
      for (const value of own.keys())
        if (isForeign(value, own, other))
          foreign.set(here, (foreign.get(here) ?? new Map()).set(value, there));
    }
    return {
      clues: [...foreign].map(([column, values]) => ({ column, values: new Set(values.keys()) })),
      judge: (row, column) => {
        const value = row.get(column);
        const home = typeof value === 'string' ? foreign.get(column)?.get(value) : undefined;
        if (home === undefined) return undefined;
        const other = row.get(home);
        const rows = count(held.get(column), value ?? '');
        const swapped = typeof other === 'string' && foreign.get(home)?.get(other) === column;
        if (!swapped && rows > mostForeign) return undefined;
        return swapped
          ? { chance: 0.98, suggestion: other, home, reason: `swapped with ${home}` }
          : { chance: 0.7, home, reason: `a value of ${home}` };
      },
    };
  },
});
