import { objectIdSchema } from '../../domain/object-id.ts';
import { decisionSchema } from '../../domain/run.ts';
import {
  type GatedVersion,
  type Version,
  type VersionRoot,
  versionRecordSchema,
  versionRootSchema,
} from '../../domain/version-record.ts';
import type { VersionRef } from '../../domain/version-ref.ts';
import { present } from '../present.ts';
import { type Store, statement } from '../store.ts';
import { andWhere, type Where, whereEqual } from '../where.ts';

interface VersionRow {
  readonly seq: number;
  readonly name: string;
  readonly number: number;
  readonly id: string;
  readonly record: string;
}

interface GateRow {
  readonly run: string;
  readonly decision: string;
  readonly at: string;
  readonly contract_id: string;
  readonly contract_version: string;
  readonly contract_sha256: string;
}

const gatesOf = async (store: Store, seq: number): Promise<GatedVersion[]> =>
  (
    await store.rows<GateRow>(
      statement('SELECT * FROM gated_versions WHERE version = ? ORDER BY at DESC, run DESC', seq),
    )
  ).map(({ run, decision, at, contract_id, contract_version, contract_sha256 }) => ({
    run,
    decision: decisionSchema.parse(decision),
    at,
    contract: { id: contract_id, version: contract_version, sha256: contract_sha256 },
  }));

const aliasesOf = async (store: Store, { name, number }: VersionRow): Promise<string[]> =>
  (
    await store.rows<{ alias: string }>(
      statement('SELECT alias FROM aliases WHERE name = ? AND number = ? ORDER BY alias', name, number),
    )
  ).map(({ alias }) => alias);

const versionOf = async (store: Store, row: VersionRow): Promise<Version> => ({
  number: Number(row.number),
  id: objectIdSchema.parse(row.id),
  record: versionRecordSchema.parse(JSON.parse(row.record)),
  aliases: await aliasesOf(store, row),
  gates: await gatesOf(store, row.seq),
});

/** Of one name by their numbers, since a version that was pulled may have come later than a higher one. */
const found = async (
  store: Store,
  where: Where,
  limit: number,
  order = 'number',
): Promise<readonly Version[]> => {
  const rows = await store.rows<VersionRow>(
    statement(
      `SELECT seq, name, number, id, record FROM versions ${where.sql} ORDER BY ${order} DESC LIMIT ?`,
      ...where.parameters,
      limit,
    ),
  );
  return Promise.all(rows.map((row) => versionOf(store, row)));
};

/** The newest first; of all names without one. */
export const listVersions = (
  store: Store,
  { name, limit = 100 }: { readonly name?: string; readonly limit?: number },
): Promise<readonly Version[]> =>
  found(store, whereEqual({ name }), limit, name === undefined ? 'seq' : 'number');

const whereOf = ({ name, choice }: VersionRef): Where => {
  const named = whereEqual({ name });
  if (choice === 'latest') return named;
  if ('number' in choice) return andWhere(named, 'number = ?', choice.number);
  if ('alias' in choice)
    return andWhere(
      named,
      'number = (SELECT number FROM aliases WHERE name = ? AND alias = ?)',
      name,
      choice.alias,
    );
  return andWhere(named, 'substr(id, 1, length(?)) = ?', choice.id, choice.id);
};

/** Undefined where there is none, or where more than one begins with the id that is given. */
export const findVersion = async (store: Store, ref: VersionRef): Promise<Version | undefined> => {
  const [first, second] = await found(store, whereOf(ref), 2);
  const isOne = ref.choice === 'latest' || second === undefined || second.id === first?.id;
  return isOne ? first : undefined;
};

/** Names that have versions, by name. */
export const versionNames = async (store: Store): Promise<readonly string[]> =>
  (await store.rows<{ name: string }>(statement('SELECT DISTINCT name FROM versions ORDER BY name'))).map(
    ({ name }) => name,
  );

/** Records, trees and executions of all versions: what must not be tidied away hangs on them. */
export const versionRoots = async (store: Store): Promise<readonly VersionRoot[]> =>
  (
    await store.rows<{ id: string; tree: string; execution: string | null }>(
      statement('SELECT id, tree, execution FROM versions ORDER BY seq'),
    )
  ).map(({ id, tree, execution }) =>
    versionRootSchema.parse({ id, tree, ...present('execution', execution) }),
  );
