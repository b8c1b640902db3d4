import type { TextRow } from '../survey.ts';
import type { Finding } from '../suspect.ts';
import { formOf } from '../text/form.ts';
import { believe } from './believe.ts';
import type { Described } from './described.ts';
import type { Belief } from './item.ts';
import { isStatement } from './read-items.ts';
import { repeatsOf } from './repeats.ts';
import type { Groups } from './same-value.ts';
import { toldBySources } from './told-by-sources.ts';

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

/** Judges what sources state of entities by what is believed of each; says nothing where they do not differ in skill. */
export const judgeClaims = (rows: readonly TextRow[], candidate: Described): Judge => {
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

  const ofMissing = (by: string, column: number, belief: Belief, votes: number): Finding => {
    const exists = belief.reduce((sum, one) => sum + one, 0);
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
        ...ofMissing(by, column, belief, votes),
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
