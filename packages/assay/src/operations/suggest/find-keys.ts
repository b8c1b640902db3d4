import { plural } from '../../checks/words.ts';
import type { Relation } from '../../sql/select.ts';
import type { Cadence } from './find-cadence.ts';
import { findPair, findTriple } from './find-joint-key.ts';
import { seemsKey } from './is-key.ts';
import { canBeKey, differsForAReason, isMoment, isNamedKey, type Key } from './key.ts';
import type { LookedAt } from './look.ts';
import type { Looking } from './looking.ts';
import { fewRows } from './parts.ts';

export interface Keys {
  /** No two rows of the whole table share it, and no part of it is missing. */
  readonly primary?: Key;
  /** Other columns whose every value is different. */
  readonly others: readonly Key[];
}

/** Tries so many columns. */
const mostTries = 12;

const singleReason = (rows: number, sure: boolean): string =>
  `every one of ${plural(rows, 'value')} is different${sure ? '' : rows < fewRows ? '; too few rows to be sure' : ': always, or by chance?'}`;

const singles = async (
  looking: Looking,
  table: Relation,
  { columns, rows }: LookedAt,
): Promise<readonly Key[]> => {
  const found: Key[] = [];
  const candidates = columns
    .filter((looked) => canBeKey(looked) && looked.allDifferent)
    .map((looked) => ({ looked, sure: differsForAReason(looked, rows) }))
    .sort(
      (left, right) =>
        Number(right.sure) - Number(left.sure) ||
        Number(left.looked.nulls > 0) - Number(right.looked.nulls > 0) ||
        Number(isNamedKey(right.looked)) - Number(isNamedKey(left.looked)) ||
        Number(isMoment(left.looked)) - Number(isMoment(right.looked)),
    );
  for (const { looked, sure } of candidates.slice(0, mostTries)) {
    const { name } = looked.column;
    if (await seemsKey(looking, table, name, rows))
      found.push({ columns: [name], sure, reason: singleReason(rows - looked.nulls, sure) });
  }
  return found;
};

/** Measured numbers differ by chance; of names and texts a person may know better. */
const asksForIt = ({ columns, rows }: LookedAt, key: Key): boolean => {
  const looked = columns.find(({ column: { name } }) => name === key.columns[0]);
  return rows >= fewRows && looked !== undefined && (looked.column.kind === 'text' || isNamedKey(looked));
};

/** The key of the whole table (a column, or two or three such as sensor and time), and the other columns without repetition. */
export const findKeys = async (looking: Looking, table: Relation, looked: LookedAt): Promise<Keys> => {
  if (looked.rows < 2) return { others: [] };
  const found = await singles(looking, table, looked);
  const complete = (key: Key): boolean =>
    looked.columns.find(({ column: { name } }) => name === key.columns[0])?.nulls === 0;
  const best = found.find((key) => key.sure && complete(key));
  const pair = best === undefined ? await findPair(looking, table, looked) : undefined;
  const triple =
    best === undefined && pair === undefined ? await findTriple(looking, table, looked) : undefined;
  const primary = best ?? (pair?.sure ? pair : triple) ?? found.find(complete) ?? pair;
  return {
    ...(primary === undefined ? {} : { primary }),
    others: found.filter((key) => key !== primary && (key.sure || asksForIt(looked, key))),
  };
};

/** Readings that come at one interval are different for a reason: a key that was a question is none any more. */
export const keysWithCadence = (keys: Keys, cadence: Cadence | undefined): Keys => {
  const { primary } = keys;
  if (primary === undefined || primary.sure || cadence === undefined || cadence.none > 0) return keys;
  const parts = new Set([...cadence.per, cadence.column]);
  if (cadence.intervals < fewRows || primary.columns.length !== parts.size) return keys;
  if (!primary.columns.every((name) => parts.has(name))) return keys;
  const reason = primary.reason.replace(/: always, or by chance\?$/, ', one interval apart');
  return { ...keys, primary: { ...primary, sure: true, reason } };
};
