import type { VersionAt } from '../../domain/lineage-walk.ts';
import { type ObjectId, objectIdSchema } from '../../domain/object-id.ts';
import { decisionSchema } from '../../domain/run.ts';
import {
  type GatedVersion,
  type Version,
  type VersionRoot,
  versionRecordSchema,
  versionRootSchema,
} from '../../domain/version-record.ts';
import type { VersionRef } from '../../domain/version-ref.ts';
import { chunks } from '../chunks.ts';
import { present } from '../present.ts';
import { type Store, statement } from '../store.ts';
import { andWhere, type Where, whereEqual } from '../where.ts';

interface VersionRow {
  readonly seq: number;
  readonly number: number;
  readonly id: string;
  readonly record: string;
}

interface GateRow {
  readonly version: number;
  readonly run: string;
  readonly decision: string;
  readonly at: string;
  readonly contract_id: string;
  readonly contract_version: string;
  readonly contract_sha256: string;
}

interface AliasRow {
  readonly version: number;
  readonly alias: string;
}

const gateOf = ({
  run,
  decision,
  at,
  contract_id,
  contract_version,
  contract_sha256,
}: GateRow): GatedVersion => ({
  run,
  decision: decisionSchema.parse(decision),
  at,
  contract: { id: contract_id, version: contract_version, sha256: contract_sha256 },
});

/** A few versions, with what else is known of them. */
const versionsOf = async (store: Store, rows: readonly VersionRow[]): Promise<readonly Version[]> => {
  const seqs = rows.map(({ seq }) => seq);
  const these = `(${seqs.map(() => '?').join(', ')})`;
  const gates = await store.rows<GateRow>(
    statement(`SELECT * FROM gated_versions WHERE version IN ${these} ORDER BY at DESC, run DESC`, ...seqs),
  );
  const aliases = await store.rows<AliasRow>(
    statement(
      `SELECT versions.seq AS version, alias FROM versions
       JOIN aliases ON aliases.name = versions.name AND aliases.number = versions.number
       WHERE versions.seq IN ${these} ORDER BY alias`,
      ...seqs,
    ),
  );
  const gatesBySeq = Map.groupBy(gates, ({ version }) => version);
  const aliasesBySeq = Map.groupBy(aliases, ({ version }) => version);
  return rows.map(({ seq, number, id, record }) => ({
    number: Number(number),
    id: objectIdSchema.parse(id),
    record: versionRecordSchema.parse(JSON.parse(record)),
    aliases: (aliasesBySeq.get(seq) ?? []).map(({ alias }) => alias),
    gates: (gatesBySeq.get(seq) ?? []).map(gateOf),
  }));
};

const versionsAtOnce = 500;

/** Of one name by their numbers, since a version that was pulled may have come later than a higher one. */
const found = async (
  store: Store,
  where: Where,
  limit: number,
  order = 'number',
): Promise<readonly Version[]> => {
  const rows = await store.rows<VersionRow>(
    statement(
      `SELECT seq, number, id, record FROM versions ${where.sql} ORDER BY ${order} DESC LIMIT ?`,
      ...where.parameters,
      limit,
    ),
  );
  const versions = await Promise.all(chunks(rows, versionsAtOnce).map((some) => versionsOf(store, some)));
  return versions.flat();
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
  const isLatest = ref.choice === 'latest';
  const [first, second] = await found(store, whereOf(ref), isLatest ? 1 : 2);
  return second === undefined || second.id === first?.id ? first : undefined;
};

/** The versions at some places, in any order; those that are not there are left out. */
export const versionsAt = async (store: Store, places: readonly VersionAt[]): Promise<readonly Version[]> => {
  const some = await Promise.all(
    chunks(places, versionsAtOnce).map((part) =>
      found(
        store,
        {
          sql: `WHERE (name, number) IN (VALUES ${part.map(() => '(?, CAST(? AS bigint))').join(', ')})`,
          parameters: part.flatMap(({ name, number }) => [name, number]),
        },
        part.length,
      ),
    ),
  );
  return some.flat();
};

/** The versions that consist of these trees, by name and number. */
export const versionsOfTrees = async (
  store: Store,
  trees: readonly ObjectId[],
): Promise<readonly Version[]> => {
  const some = await Promise.all(
    chunks(trees, versionsAtOnce).map((part) =>
      found(
        store,
        { sql: `WHERE tree IN (${part.map(() => '?').join(', ')})`, parameters: part },
        Number.MAX_SAFE_INTEGER,
      ),
    ),
  );
  return some.flat();
};

/** Names that have versions, by name. */
export const versionNames = async (store: Store): Promise<readonly string[]> =>
  (await store.rows<{ name: string }>(statement('SELECT DISTINCT name FROM versions ORDER BY name'))).map(
    ({ name }) => name,
  );

/** Records, trees and executions of all versions: what must not be tidied away hangs on them. */
export const versionRoots = async (store: Store): Promise<readonly VersionRoot[]> =>
  (
    await store.rows<{ id: string; tree: string; execution: string | null; refers: number }>(
      statement('SELECT id, tree, execution, refers FROM versions ORDER BY seq'),
    )
  ).map(({ id, tree, execution, refers }) =>
    versionRootSchema.parse({
      id,
      tree,
      ...present('execution', execution),
      refers: Number(refers) !== 0,
    }),
  );
