import { believe } from './sources/believe.ts';
import { type Described, describedIn } from './sources/described.ts';
import { differInSkill } from './sources/differ-in-skill.ts';
import { type Items, isStatement, readItems } from './sources/read-items.ts';
import { repeatsOf } from './sources/repeats.ts';
import type { Groups } from './sources/same-value.ts';
import type { TextRow } from './survey.ts';
import { defineSuspect, type Finding } from './suspect.ts';
import { formOf } from './text/form.ts';

/** How far such a column describes the entity, and not the moment of each row. */
const describes = 0.95;
/** The chance that a source errs that never states a column: it may be its custom. */
const custom = 0.5;
/** One source alone contradicts nobody. */
const fewestClaims = 2;

type Judge = (row: TextRow, column: string) => Finding | undefined;

/** How often texts of a column have each form. */
const formsOf = (rows: readonly TextRow[], column: string): ReadonlyMap<string, number> => {
  const forms = new Map<string, number>();
  for (const row of rows) {
    const text = row.get(column);
    if (typeof text === 'string') forms.set(formOf(text), (forms.get(formOf(text)) ?? 0) + 1);
  }
  return forms;
};

/** What is stated in the columns in which sources differ in skill: in all where they do over all of them. */
const toldBySources = (
  rows: readonly TextRow[],
  candidate: Described,
): Items & { readonly told: Described } => {
  const all = readItems(rows, candidate);
  if (differInSkill(all.items)) return { ...all, told: candidate };
  const byColumn = Map.groupBy(all.items, ({ column }) => column);
  const columns = candidate.columns.filter((_unused, place) => differInSkill(byColumn.get(place) ?? []));
  const told = { ...candidate, columns };
  return { ...readItems(rows, told), told };
};

const judgeOf = (rows: readonly TextRow[], candidate: Described): Judge => {
  const { told, items, sources, at, groups } = toldBySources(rows, candidate);
  const { entity, source, columns } = told;
  const { beliefs, silence } = believe(items, {
    sources: sources.size,
    columns: columns.length,
    repeats: repeatsOf(rows, told, sources),
    choices: columns.map(({ choices }) => choices),
  });
  const forms = columns.map(({ name }) => formsOf(rows, name));
  const places = new Map(columns.map(({ name }, place) => [name, place]));

  const ofMissing = (by: string, column: number, exists: number, votes: number): Finding => {
    const never = silence.always(sources.get(by) ?? -1, column);
    return {
      chance: describes * exists * (never ? custom : 1),
      reason: `${votes} other rows of the same ${entity} state it${never ? `; this ${source} never does` : ''}`,
    };
  };

  /** The share of the writing of the first of two texts for one value. */
  const usualWriting = (best: string, own: string, column: number, { rowsOf }: Groups): number => {
    const differ = formOf(best) !== formOf(own);
    const count = (text: string): number =>
      (differ ? forms[column]?.get(formOf(text)) : rowsOf.get(text)) ?? 0;
    return count(best) / (count(best) + count(own));
  };

  return (row, name) => {
    const column = places.get(name);
    const [about, by] = [row.get(entity), row.get(source)];
    if (column === undefined || typeof about !== 'string' || typeof by !== 'string') return undefined;
    const index = at(about, column) ?? -1;
    const [group, belief = []] = [groups[index], beliefs[index]];
    const votes = group?.stated.reduce((sum, one) => sum + one.by.length, 0) ?? 0;
    const sure = Math.max(0, ...belief);
    const winner = belief.indexOf(sure);
    const best = group?.stated[winner]?.value;
    if (group === undefined || best === undefined || votes < fewestClaims) return undefined;
    const suggestion = sure >= 0.5 ? { suggestion: best } : {};
    const own = row.get(name) ?? null;
    if (!isStatement(own))
      return {
        ...ofMissing(
          by,
          column,
          belief.reduce((sum, one) => sum + one, 0),
          votes,
        ),
        ...suggestion,
      };
    const place = group.placeOf.get(own) ?? -1;
    if (place !== winner)
      return {
        chance: describes * (1 - (belief[place] ?? 0)),
        reason: `other rows of the same ${entity} say otherwise, weighed by how often each ${source} is right`,
        ...suggestion,
      };
    if (own === best) return { chance: 0, defence: describes * sure, reason: 'what the sources state' };
    return {
      chance: describes * sure * usualWriting(best, own, column, group),
      reason: `other rows of the same ${entity} write it otherwise`,
      ...suggestion,
    };
  };
};

export const contradicted = defineSuspect({
  id: 'contradicted',
  summary: 'A value of an entity that more or better sources contradict.',
  definition:
    'Where two columns, entity and source, are a key (98 % of the rows are alone with their pair) and each value of both has 4 rows on average, the other columns are claims of sources if two rows of an entity agree there at least 8 times as often as two rows of the table, and in 15 % of the cases, if they fix no column that says nothing of the entity, and if sources agree with the majority unequally often (4 standard deviations beyond chance, over all columns). The true values are estimated together with how often each source is right in each column, which sources copy or share an origin, which repeat another column of their row, and how often each says nothing. Of more than 5,000,000 pairs of claims copies are not looked for. Texts that differ in case, space, dots or leading zeros, or that begin with what two sources state, are one value. The chance is 0.95 times that of the value being another one; of a missing value, 0.95 times the chance that there is one to state, and half of that where the source never states the column; of another text for the believed value, 0.95 times its chance times m/(m + c), c and m the cells of the column with the form of the two texts, or the rows with each where the forms are one. A word for a missing value states nothing. The text that is believed is defended by 0.95 times its chance.',
  find: (survey) => {
    const { whole: rows } = survey;
    const judges = rows === undefined ? [] : describedIn(survey).map((found) => judgeOf(rows, found));
    return {
      clues: [],
      judge: (row, column) =>
        judges
          .flatMap((judge) => judge(row, column) ?? [])
          .toSorted((left, right) => right.chance - left.chance)[0],
    };
  },
});
