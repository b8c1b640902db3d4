import { countText } from '../../checks/words.ts';
import { aggregate, column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/select.ts';
import type { Looked } from './draft.ts';
import { isKey } from './is-key.ts';
import { canBeKey, isMoment, isNamedKey, type Key, wouldHaveMet } from './key.ts';
import type { LookedAt } from './look.ts';
import { askRow, type Looking } from './looking.ts';
import { numberIn } from './tails.ts';

/** Tries so many pairs, and so many triples; more than that are no key a person would think of. */
const mostTries = 12;
const mostCandidates = 30;
/** Triples are made of so many columns that tell rows apart, and so many that group them. */
const mostWithin = 3;
const mostGroups = 6;

const distinctOf = async (
  looking: Looking,
  table: Relation,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const columns = Object.fromEntries(
    names.map((name, index) => [`distinct${index}`, aggregate('countDistinct', column(name))]),
  );
  const row = await askRow(looking, { columns, from: table });
  return new Map(names.map((name, index) => [name, numberIn(row, `distinct${index}`) ?? 1]));
};

const product = (names: readonly string[], distinct: ReadonlyMap<string, number>): number =>
  names.reduce((all, name) => all * (distinct.get(name) ?? 1), 1);

/** Whether as many keys as rows could be made of the values, as far as those are counted. */
const hasRoom = (rows: number, parts: readonly Looked[]): boolean =>
  parts.some(({ values }) => values === undefined) ||
  parts.reduce((all, { distinct }) => all * distinct, 1) >= rows * 0.9;

const nameOf = ({ column: { name } }: Looked): string => name;

const keyOf = (columns: readonly string[], rows: number, sure: boolean): Key => ({
  columns,
  sure,
  reason: `${columns.slice(0, -1).join(', ')} and ${columns.at(-1)} together are different in all ${countText(rows)} rows${sure ? '' : ': always, or by chance?'}`,
});

/** Columns that tell the rows of a group apart, times first, and those that could group them, fewest values first. */
const rolesIn = ({ columns }: LookedAt) => {
  const candidates = columns
    .filter((one) => canBeKey(one) && one.nulls === 0 && one.distinct > 1)
    .slice(0, mostCandidates);
  return {
    within: candidates
      .filter((one) => one.distinct > 20 && (isMoment(one) || isNamedKey(one)))
      .sort((left, right) => Number(isMoment(right)) - Number(isMoment(left))),
    groups: candidates
      .filter((one) => !one.allDifferent)
      .sort((left, right) => left.distinct - right.distinct),
  };
};

/** Two columns that together tell all rows apart, such as sensor and time. */
export const findPair = async (
  looking: Looking,
  table: Relation,
  looked: LookedAt,
): Promise<Key | undefined> => {
  const { rows } = looked;
  const { within, groups } = rolesIn(looked);
  const tries = within.flatMap((last) =>
    groups
      .filter((group) => group !== last && hasRoom(rows, [group, last]))
      .map((group) => [nameOf(group), nameOf(last)]),
  );
  for (const key of tries.slice(0, mostTries)) {
    if (!(await isKey(looking, table, key, rows))) continue;
    return keyOf(key, rows, wouldHaveMet(rows, product(key, await distinctOf(looking, table, key))));
  }
  return undefined;
};

const mayGroup = (one: Looked): boolean =>
  one.values !== undefined || one.column.kind === 'text' || isNamedKey(one);

/**
 * Three columns that together tell all rows apart, such as plant, line and time, where no two do. Only triples are tried that
 * have as many combinations as there are rows, and so few that it is no accident.
 */
export const findTriple = async (
  looking: Looking,
  table: Relation,
  looked: LookedAt,
): Promise<Key | undefined> => {
  const { rows } = looked;
  const roles = rolesIn(looked);
  const within = roles.within.slice(0, mostWithin);
  const groups = roles.groups.filter(mayGroup).slice(0, mostGroups);
  if (within.length === 0 || groups.length < 2) return undefined;
  const names = [...new Set([...within, ...groups].map(nameOf))];
  const distinct = await distinctOf(looking, table, names);
  const room = (key: readonly string[]): number => product(key, distinct);
  const tries = within
    .map(nameOf)
    .flatMap((last) =>
      groups.flatMap((second, index) =>
        groups.slice(0, index).map((first) => [nameOf(first), nameOf(second), last]),
      ),
    )
    .filter((key) => new Set(key).size === 3 && room(key) >= rows && wouldHaveMet(rows, room(key)))
    .sort((left, right) => room(left) - room(right));
  for (const key of tries.slice(0, mostTries)) {
    if (await isKey(looking, table, key, rows)) return keyOf(key, rows, true);
  }
  return undefined;
};
