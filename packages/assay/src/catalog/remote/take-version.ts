import type { AuditEntry } from '../../domain/audit.ts';
import { invariant } from '../../domain/invariant.ts';
import { refuse } from '../../domain/problem.ts';
import type { FactOf } from '../../domain/remote.ts';
import { type Statement, type Store, statement } from '../store.ts';
import { insertVersion } from '../versions/save-version.ts';
import type { TakeEntry, Thought } from './take-entry.ts';

interface Row {
  readonly number: number;
  readonly id: string;
}

/** Gives the versions from a number on numbers that are so much higher; what names them by number follows. */
export const shifted = (name: string, from: number, by: number): readonly Statement[] => [
  statement('UPDATE versions SET number = -(number + ?) WHERE name = ? AND number >= ?', by, name, from),
  statement('UPDATE versions SET number = -number WHERE name = ? AND number < 0', name),
  statement('UPDATE stage_moves SET after = after + ? WHERE name = ? AND after >= ?', by, name, from),
  statement('UPDATE stage_moves SET before = before + ? WHERE name = ? AND before >= ?', by, name, from),
];

/** How many versions of a name remotes are known to have: this one, and the one of the others that has most. */
const toldOf = async (store: Store, remote: string, name: string): Promise<readonly [number, number]> => {
  const rows = await store.rows<{ remote: string; versions: number }>(
    statement(
      "SELECT remote, count(*) AS versions FROM remote_entries WHERE name = ? AND kind = 'version' GROUP BY remote",
      name,
    ),
  );
  const most = (wanted: boolean): number =>
    Math.max(
      0,
      ...rows.filter((row) => (row.remote === remote) === wanted).map((row) => Number(row.versions)),
    );
  return [most(true), most(false)];
};

/** A version of the remote under its number. Versions of this catalog that have it, or a higher one, come after all of the remote. */
export const takeVersion = async (
  store: Store,
  { name, number, id }: FactOf<'version'> & { readonly name: string },
  { record, lastNumber, by, remote }: TakeEntry,
): Promise<Thought> => {
  const [told, elsewhere] = await toldOf(store, remote, name);
  if (number !== told + 1)
    refuse(
      'remote-unusable',
      `the remote gives ${name} the number ${number} after ${told}`,
      'somebody changed the remote: bring it back from a backup',
    );
  const rows = await store.rows<Row>(
    statement('SELECT number, id FROM versions WHERE name = ? AND number >= ? ORDER BY number', name, number),
  );
  const there = rows.find((row) => Number(row.number) === number);
  if (there?.id === id) return { outcome: 'known' };
  if (there !== undefined && number <= elsewhere)
    refuse(
      'remote-unusable',
      `${name}@v${number} was shared by another remote, and this remote has another version under that number`,
      'a shared version keeps its number: name the remote that it is shared by, or begin a new one',
    );
  invariant(record !== undefined, `the record of ${name}@v${number} was carried`);
  const inTheWay = there === undefined ? [] : rows;
  const higher = lastNumber - number + 1;
  const renumbered = inTheWay.map((row) => ({
    before: Number(row.number),
    after: Number(row.number) + higher,
  }));
  const entries = inTheWay.map(
    (row): AuditEntry => ({
      ...by,
      action: 'version.renumber',
      subject: `${name}@v${row.number}`,
      detail: { id: row.id, after: Number(row.number) + higher, remote },
    }),
  );
  return {
    outcome: 'taken',
    renumbered,
    entries,
    statements: [
      ...(inTheWay.length === 0 ? [] : shifted(name, number, higher)),
      insertVersion(number, { id, record }),
    ],
  };
};
