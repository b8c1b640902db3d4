import type { AuditEntry } from '../../domain/audit.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import type { GatedVersion, VersionRecord } from '../../domain/version-record.ts';
import { type Origin, originStatements } from '../lineage/keep-origin.ts';
import { type By, governAllowed } from '../stages/allowed.ts';
import { type Statement, type Store, statement } from '../store.ts';
import { leadAlias, refuseStage } from './tag-version.ts';

/** What is written with a new version in one go. */
export interface NewVersion {
  readonly id: ObjectId;
  readonly record: VersionRecord;
  readonly gate?: GatedVersion;
  /** What made it, where its record names that. */
  readonly origin?: Origin;
  readonly tags: readonly string[];
}

export const gateOf = (
  name: string,
  number: number,
  { run, decision, at, contract }: GatedVersion,
): Statement => ({
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

export const insertVersion = (
  number: number,
  { id, record }: Pick<NewVersion, 'id' | 'record'>,
): Statement => ({
  ...statement(
    'INSERT INTO versions (name, number, id, tree, record, execution, refers) VALUES (?, ?, ?, ?, ?, ?, ?)',
    record.name,
    number,
    id,
    record.tree,
    canonicalJson(record),
    record.execution ?? null,
    record.reference === undefined ? 0 : 1,
  ),
  changes: 1,
});

const nextNumber = async (store: Store, name: string): Promise<number> => {
  const [last] = await store.rows<{ number: number | null }>(
    statement('SELECT max(number) AS number FROM versions WHERE name = ?', name),
  );
  return Number(last?.number ?? 0) + 1;
};

const byOf = ({ record: { createdAt, author, message } }: NewVersion): By => ({
  at: createdAt,
  owner: author,
  reason: message,
});

const entryOf = (number: number, version: NewVersion): AuditEntry => ({
  ...byOf(version),
  action: 'version.add',
  subject: `${version.record.name}@v${number}`,
  detail: {
    id: version.id,
    tree: version.record.tree,
    tags: version.tags,
    ...(version.record.execution === undefined ? {} : { execution: version.record.execution }),
    ...version.gate,
  },
});

/** Gives a version the next number of its name; of several that come at once each gets its own. */
export const saveVersion = (store: Store, version: NewVersion): Promise<number> =>
  governAllowed(store, byOf(version), { action: 'add', name: version.record.name }, async () => {
    const { record, gate, origin, tags } = version;
    for (const alias of tags) await refuseStage(store, alias);
    const number = await nextNumber(store, record.name);
    return {
      entries: [entryOf(number, version)],
      statements: [
        insertVersion(number, version),
        ...(gate === undefined ? [] : [gateOf(record.name, number, gate)]),
        ...(origin === undefined ? [] : originStatements(origin)),
        ...tags.map((alias) => leadAlias(record.name, alias, number)),
      ],
      result: number,
    };
  });

/** What a gate said of a version that is there. */
export interface NewGate {
  readonly name: string;
  readonly number: number;
  readonly gate: GatedVersion;
  readonly by: By;
}

/** Keeps what a gate said of a version that was judged again. */
export const gateVersion = (store: Store, { name, number, gate, by }: NewGate): Promise<void> =>
  governAllowed(store, by, { action: 'add', name }, async () => ({
    entries: [
      {
        ...by,
        action: 'version.gate',
        subject: `${name}@v${number}`,
        detail: { ...gate },
      },
    ],
    statements: [gateOf(name, number, gate)],
    result: undefined,
  }));
