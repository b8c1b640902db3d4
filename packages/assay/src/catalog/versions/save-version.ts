import type { AuditEntry } from '../../domain/audit.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import type { GatedVersion, VersionRecord } from '../../domain/version-record.ts';
import { govern } from '../audit.ts';
import { type Statement, type Store, statement } from '../store.ts';
import { leadAlias } from './tag-version.ts';

/** What is written with a new version in one go. */
export interface NewVersion {
  readonly id: ObjectId;
  readonly record: VersionRecord;
  readonly gate?: GatedVersion;
  readonly tags: readonly string[];
}

const gateOf = (name: string, number: number, { run, decision, at, contract }: GatedVersion): Statement => ({
  ...statement(
    `INSERT INTO gated_versions (version, run, decision, at, contract_id, contract_version, contract_sha256)
     SELECT seq, ?, ?, ?, ?, ?, ? FROM versions WHERE name = ? AND number = ?`,
    run,
    decision,
    at,
    contract.id,
    contract.version,
    contract.sha256,
    name,
    number,
  ),
  changes: 1,
});

const nextNumber = async (store: Store, name: string): Promise<number> => {
  const [last] = await store.rows<{ number: number | null }>(
    statement('SELECT max(number) AS number FROM versions WHERE name = ?', name),
  );
  return Number(last?.number ?? 0) + 1;
};

const entryOf = (number: number, { id, record, gate, tags }: NewVersion): AuditEntry => ({
  at: record.createdAt,
  action: 'version.add',
  subject: `${record.name}@v${number}`,
  owner: record.author,
  reason: record.message,
  detail: {
    id,
    tree: record.tree,
    tags,
    ...(gate === undefined ? {} : { run: gate.run, decision: gate.decision }),
  },
});

/** Gives a version the next number of its name; of several that come at once each gets its own. */
export const saveVersion = (store: Store, version: NewVersion): Promise<number> =>
  govern(store, async () => {
    const { id, record, gate, tags } = version;
    const number = await nextNumber(store, record.name);
    return {
      entry: entryOf(number, version),
      statements: [
        {
          ...statement(
            'INSERT INTO versions (name, number, id, tree, record) VALUES (?, ?, ?, ?, ?)',
            record.name,
            number,
            id,
            record.tree,
            canonicalJson(record),
          ),
          changes: 1,
        },
        ...(gate === undefined ? [] : [gateOf(record.name, number, gate)]),
        ...tags.map((alias) => leadAlias(record.name, alias, number)),
      ],
      result: number,
    };
  });
