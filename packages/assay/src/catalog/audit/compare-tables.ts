import type { AuditDifference } from '../../domain/audit.ts';
import { orderTexts } from '../../domain/order-texts.ts';
import type { Store, Value } from '../store.ts';
import { type AuditedRow, type AuditedTable, auditedTables } from './audited-tables.ts';
import { untold } from './replay.ts';

const orderValues = (left: Value | undefined, right: Value | undefined): number =>
  typeof left === 'number' && typeof right === 'number'
    ? left - right
    : orderTexts(String(left), String(right));

const orderKeys = (left: AuditedRow, right: AuditedRow): number => {
  for (const [at, value] of left.key.entries()) {
    const order = orderValues(value, right.key[at]);
    if (order !== 0) return order;
  }
  return 0;
};

const isSame = (told: AuditedRow, found: AuditedRow): boolean =>
  Object.entries(told.says).every(([name, value]) => value === untold || value === found.says[name]);

/** What a row says where it says another thing than the other. */
const wordsOf = (row: AuditedRow | undefined, other: AuditedRow | undefined): string | undefined => {
  if (row === undefined) return undefined;
  const words = Object.entries(row.says)
    .filter(([name, value]) => value !== untold && (other === undefined || value !== other.says[name]))
    .map(([name, value]) => `${name} ${value ?? 'none'}`);
  return words.length === 0 ? 'it is there' : words.join(', ');
};

const differenceOf = (
  { what, called }: AuditedTable,
  told: AuditedRow | undefined,
  found: AuditedRow | undefined,
): AuditDifference => {
  const [said, there] = [wordsOf(told, found), wordsOf(found, told)];
  return {
    what,
    of: called((told ?? found)?.key ?? []),
    ...(said === undefined ? {} : { told: said }),
    ...(there === undefined ? {} : { found: there }),
  };
};

/** Rows of one table that the audit says otherwise: both come in the order of their keys, so few are in memory. */
async function* differencesIn(
  table: AuditedTable,
  told: Store,
  found: Store,
  onRow: () => void,
): AsyncGenerator<AuditDifference> {
  const [left, right] = [table.rows(told), table.rows(found)];
  let [one, other] = [await left.next(), await right.next()];
  while (one.done !== true || other.done !== true) {
    const order = one.done === true ? 1 : other.done === true ? -1 : orderKeys(one.value, other.value);
    const [said, there] = [
      order <= 0 && one.done !== true ? one.value : undefined,
      order >= 0 && other.done !== true ? other.value : undefined,
    ];
    if (said === undefined || there === undefined || !isSame(said, there))
      yield differenceOf(table, said, there);
    if (there !== undefined) onRow();
    if (order <= 0) one = await left.next();
    if (order >= 0) other = await right.next();
  }
}

/** So many are told of; the others are counted. */
const most = 20;

export interface Compared {
  readonly rows: number;
  readonly differences: number;
  readonly first: readonly AuditDifference[];
}

/** Holds what the audit says against what the catalog says. */
export const compareTables = async (told: Store, found: Store, onRow: () => void): Promise<Compared> => {
  const first: AuditDifference[] = [];
  let [rows, differences] = [0, 0];
  const count = (): void => {
    rows += 1;
    onRow();
  };
  for (const table of auditedTables)
    for await (const one of differencesIn(table, told, found, count)) {
      differences += 1;
      if (first.length < most) first.push(one);
    }
  return { rows, differences, first };
};
