import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import type { GatedVersion, VersionRecord } from '../../domain/version-record.ts';
import { type Statement, type Store, statement } from '../store.ts';

/** What is written with a new version in one go. */
export interface NewVersion {
  readonly id: ObjectId;
  readonly record: VersionRecord;
  readonly gate?: GatedVersion;
  readonly tags: readonly string[];
}

const newest = '(SELECT max(number) FROM versions WHERE name = ?)';

const gateOf = (name: string, { run, decision, at, contract }: GatedVersion): Statement => ({
  ...statement(
    `INSERT INTO gated_versions (version, run, decision, at, contract_id, contract_version, contract_sha256)
     SELECT seq, ?, ?, ?, ?, ?, ? FROM versions WHERE name = ? AND number = ${newest}`,
    run,
    decision,
    at,
    contract.id,
    contract.version,
    contract.sha256,
    name,
    name,
  ),
  changes: 1,
});

const tagOf = (name: string, alias: string): Statement =>
  statement(
    `INSERT INTO aliases (name, alias, number) VALUES (?, ?, ${newest})
     ON CONFLICT (name, alias) DO UPDATE SET number = excluded.number`,
    name,
    alias,
    name,
  );

/** Gives a version the next number of its name; of several that come at once each gets its own. */
export const saveVersion = async (store: Store, { id, record, gate, tags }: NewVersion): Promise<number> => {
  const { name, tree } = record;
  await store.write([
    {
      ...statement(
        `INSERT INTO versions (name, number, id, tree, record)
         VALUES (?, coalesce(${newest}, 0) + 1, ?, ?, ?)`,
        name,
        name,
        id,
        tree,
        canonicalJson(record),
      ),
      changes: 1,
    },
    ...(gate === undefined ? [] : [gateOf(name, gate)]),
    ...tags.map((alias) => tagOf(name, alias)),
  ]);
  const [saved] = await store.rows<{ number: number }>(
    statement('SELECT max(number) AS number FROM versions WHERE name = ? AND id = ?', name, id),
  );
  return Number(saved?.number);
};
