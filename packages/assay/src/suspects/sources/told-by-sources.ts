import type { TextRow } from '../survey.ts';
import type { Described } from './described.ts';
import { differInSkill } from './differ-in-skill.ts';
import { type Items, readItems } from './read-items.ts';

/** What is stated in the columns in which sources differ in skill: in all where they do over all of them. */
export const toldBySources = (
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
