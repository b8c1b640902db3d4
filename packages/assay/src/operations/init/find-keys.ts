import { numberOf } from '../../domain/cell.ts';
import { temporalKinds } from '../../domain/column.ts';
import { aggregate, column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/select.ts';
import type { Looking } from './ask-together.ts';
import { countText, type Looked } from './draft.ts';
import { isKey } from './is-key.ts';
import type { LookedAt } from './look.ts';
import { fewRows } from './parts.ts';

export interface Key {
  readonly columns: readonly string[];
  readonly sure: boolean;
  readonly reason: string;
}

export interface Keys {
  /** No two rows of the whole table share it, and no part of it is missing. */
  readonly primary?: Key;
  /** Other columns whose every value is different. */
  readonly others: readonly Key[];
}

/** Tries so many pairs, and single columns; more than that are no key a person would think of. */
const mostTries = 12;
const mostCandidates = 30;
/** So many pairs of equal values are to be expected by chance before it means something that there is none. */
const meaningful = 10;
const enoughTexts = 500;

const named = ({ column: { name } }: Looked): boolean =>
  /(^|[_ .-])(id|key|uuid|guid|no|nr|number|reading|udi)$|[a-z]I[dD]$/i.test(name);
const isMoment = ({ column: { kind } }: Looked): boolean => temporalKinds.includes(kind);
const canBeKey = ({ column: { kind } }: Looked): boolean =>
  kind === 'integer' || kind === 'text' || temporalKinds.includes(kind);

/** How many different values there could be: of whole numbers and times, those between the smallest and the largest. */
const roomOf = ({ column: { kind }, min, max, earliest, latest }: Looked): number | undefined => {
  if (kind === 'integer' && min !== undefined && max !== undefined) return max - min + 1;
  if (earliest === undefined || latest === undefined) return undefined;
  const span = (Date.parse(latest.replace(' ', 'T')) - Date.parse(earliest.replace(' ', 'T'))) / 1000;
  return Number.isNaN(span) ? undefined : span / (kind === 'date' ? 86_400 : 1) + 1;
};

/** Values differ for a reason, not by chance: so many random ones would have met. */
const meansIt = (looked: Looked, rows: number): boolean => {
  if (rows < fewRows) return false;
  if (named(looked)) return true;
  const room = roomOf(looked);
  if (room !== undefined) return rows ** 2 / (2 * room) >= meaningful;
  const { shapes } = looked;
  return rows >= enoughTexts && shapes !== undefined && shapes.count === shapes.top.length;
};

const singleReason = (rows: number, sure: boolean): string =>
  `every one of ${countText(rows)} values is different${sure ? '' : rows < fewRows ? '; too few rows to be sure' : ': always, or by chance?'}`;

const singles = async (
  looking: Looking,
  table: Relation,
  { columns, rows }: LookedAt,
): Promise<readonly Key[]> => {
  const found: Key[] = [];
  const candidates = columns
    .filter((looked) => canBeKey(looked) && looked.allDifferent)
    .map((looked) => ({ looked, sure: meansIt(looked, rows) }))
    .sort(
      (left, right) =>
        Number(right.sure) - Number(left.sure) ||
        Number(left.looked.nulls > 0) - Number(right.looked.nulls > 0) ||
        Number(named(right.looked)) - Number(named(left.looked)) ||
        Number(isMoment(left.looked)) - Number(isMoment(right.looked)),
    );
  for (const { looked, sure } of candidates.slice(0, mostTries)) {
    const { name } = looked.column;
    if (await isKey(looking, table, [name], rows))
      found.push({ columns: [name], sure, reason: singleReason(rows - looked.nulls, sure) });
  }
  return found;
};

const distinctOf = async (
  { session, signal }: Looking,
  table: Relation,
  names: readonly string[],
): Promise<number> => {
  const columns = Object.fromEntries(
    names.map((name, index) => [`distinct${index}`, aggregate('countDistinct', column(name))]),
  );
  const [row] = await session.query({ columns, from: table }, signal === undefined ? {} : { signal });
  return names.reduce(
    (product, _name, index) => product * (numberOf(row?.[`distinct${index}`] ?? null) ?? 1),
    1,
  );
};

/** Whether as many keys as rows could be made of the values, as far as those are counted. */
const roomFor = (rows: number, pair: readonly Looked[]): boolean =>
  pair.some(({ values }) => values === undefined) ||
  pair.reduce((product, { distinct }) => product * distinct, 1) >= rows * 0.9;

const pairs = async (looking: Looking, table: Relation, looked: LookedAt): Promise<Key | undefined> => {
  const { rows, columns } = looked;
  const candidates = columns
    .filter((one) => canBeKey(one) && one.nulls === 0 && one.distinct > 1)
    .slice(0, mostCandidates);
  const tries = candidates
    .filter((one) => one.distinct > 20 && (isMoment(one) || named(one)))
    .sort((left, right) => Number(isMoment(right)) - Number(isMoment(left)))
    .flatMap((within) =>
      candidates
        .filter((group) => group !== within && !group.allDifferent && roomFor(rows, [group, within]))
        .sort((left, right) => left.distinct - right.distinct)
        .map((group) => [group.column.name, within.column.name]),
    );
  for (const key of tries.slice(0, mostTries)) {
    if (!(await isKey(looking, table, key, rows))) continue;
    const chance = rows ** 2 / (2 * (await distinctOf(looking, table, key)));
    const sure = rows >= fewRows && chance >= meaningful;
    return {
      columns: key,
      sure,
      reason: `${key.join(' and ')} together are different in all ${countText(rows)} rows${sure ? '' : ': always, or by chance?'}`,
    };
  }
  return undefined;
};

/** Measured numbers differ by chance; of names and texts a person may know better. */
const asksForIt = ({ columns, rows }: LookedAt, key: Key): boolean => {
  const looked = columns.find(({ column: { name } }) => name === key.columns[0]);
  return rows >= fewRows && looked !== undefined && (looked.column.kind === 'text' || named(looked));
};

/** The key of the whole table, a column or a pair such as sensor and time, and the other columns without repetition. */
export const findKeys = async (looking: Looking, table: Relation, looked: LookedAt): Promise<Keys> => {
  if (looked.rows < 2) return { others: [] };
  const found = await singles(looking, table, looked);
  const complete = (key: Key): boolean =>
    looked.columns.find(({ column: { name } }) => name === key.columns[0])?.nulls === 0;
  const best = found.find((key) => key.sure && complete(key));
  const pair = best === undefined ? await pairs(looking, table, looked) : undefined;
  const primary = best ?? (pair?.sure ? pair : undefined) ?? found.find(complete) ?? pair;
  return {
    ...(primary === undefined ? {} : { primary }),
    others: found.filter((key) => key !== primary && (key.sure || asksForIt(looked, key))),
  };
};
