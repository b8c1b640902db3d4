import { hash } from 'node:crypto';
import { z } from 'zod';
import { inPages } from '../in-pages.ts';
import { type Store, statement, type Value } from '../store.ts';
import { untold } from './replay.ts';

/** A row by what it is called, and by what it says. */
export interface AuditedRow {
  readonly key: readonly Value[];
  readonly says: Readonly<Record<string, Value>>;
}

/** Rows that follow from the audit. */
export interface AuditedTable {
  readonly what: string;
  /** Words for a row, by its key. */
  readonly called: (key: readonly Value[]) => string;
  /** In the order of the keys, by code point. */
  readonly rows: (store: Store) => AsyncGenerator<AuditedRow>;
}

type Row = Readonly<Record<string, Value>>;

interface Paged {
  readonly from: string;
  /** Expressions by which rows are told apart and ordered, by their names. */
  readonly key: Readonly<Record<string, string>>;
  readonly says: Readonly<Record<string, string>>;
  /** Numbers among the columns: drivers give some as texts. */
  readonly numbers?: readonly string[];
}

const listed = (columns: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(columns).map(([name, expression]) => `${expression} AS ${name}`);

const paged = (store: Store, { from, key, says, numbers = [] }: Paged): AsyncGenerator<AuditedRow> => {
  const keys = Object.entries(key);
  const order = keys.map(([, expression]) => expression).join(', ');
  const places = keys.map(([name]) => (numbers.includes(name) ? 'CAST(? AS bigint)' : '?')).join(', ');
  const valueIn = (row: Row, name: string): Value =>
    numbers.includes(name) && row[name] !== null ? Number(row[name]) : (row[name] ?? null);
  return inPages<AuditedRow>(async (last, size) => {
    const rows = await store.rows<Row>(
      statement(
        `SELECT ${[...listed(key), ...listed(says)].join(', ')} FROM ${from}
         ${last === undefined ? '' : `WHERE (${order}) > (${places})`} ORDER BY ${order} LIMIT ${size}`,
        ...(last?.key ?? []),
      ),
    );
    return rows.map((row) => ({
      key: keys.map(([name]) => valueIn(row, name)),
      says: Object.fromEntries(Object.keys(says).map((name) => [name, valueIn(row, name)])),
    }));
  });
};

/** The same rows with their place among those of the same name and stage: what else orders them is the database's own. */
async function* placed(rows: AsyncGenerator<AuditedRow>): AsyncGenerator<AuditedRow> {
  let [group, place] = ['', 0];
  for await (const { key, says } of rows) {
    const own = key.slice(0, -1);
    const same = JSON.stringify(own) === group;
    [group, place] = [JSON.stringify(own), same ? place + 1 : 1];
    yield { key: [...own, place], says };
  }
}

const rootSchema = z.object({ tree: z.string(), execution: z.string().nullable().default(null) });

const isOfId = ({ id, record, tree, execution }: AuditedRow['says']): boolean => {
  const text = String(record);
  if (`sha256:${hash('sha256', `${text}\n`, 'hex')}` !== id) return false;
  const root = rootSchema.parse(JSON.parse(text));
  return root.tree === tree && root.execution === execution;
};

/** Versions with whether what the catalog holds of their records is what their ids say; the audit names ids only. */
async function* ofTheirRecords(rows: AsyncGenerator<AuditedRow>): AsyncGenerator<AuditedRow> {
  for await (const { key, says } of rows) {
    const isTold = says.record === untold;
    yield {
      key,
      says: { id: says.id ?? null, record: isTold || isOfId(says) ? 'of this id' : 'of another' },
    };
  }
}

const same = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name]));

const onStage = (stage: Value | undefined): string => (stage === '' ? '' : ` for ${stage}`);

/** Everything that decides who may do what, and what leads where. */
export const auditedTables: readonly AuditedTable[] = [
  {
    what: 'grant',
    called: ([actor, role, on, stage]) => `${actor}: ${role} of ${on}${onStage(stage)}`,
    rows: (store) =>
      paged(store, { from: 'grants', key: same('actor', 'role', 'on_names', 'stage'), says: {} }),
  },
  {
    what: 'rule of a stage',
    called: ([stage]) => String(stage),
    rows: (store) => paged(store, { from: 'stage_rules', key: same('stage'), says: same('rule') }),
  },
  {
    what: 'version',
    called: ([name, number]) => `${name}@v${number}`,
    rows: (store) =>
      ofTheirRecords(
        paged(store, {
          from: 'versions',
          key: same('name', 'number'),
          says: same('id', 'record', 'tree', 'execution'),
          numbers: ['number'],
        }),
      ),
  },
  {
    what: 'alias',
    called: ([name, alias]) => `${name}@${alias}`,
    rows: (store) =>
      paged(store, {
        from: 'aliases',
        key: same('name', 'alias'),
        says: same('number'),
        numbers: ['number'],
      }),
  },
  {
    what: 'gate',
    called: ([name, number, run]) => `${run} of ${name}@v${number}`,
    rows: (store) =>
      paged(store, {
        from: 'versions JOIN gated_versions ON gated_versions.version = versions.seq',
        key: same('name', 'number', 'run'),
        says: {
          ...same('decision', 'at'),
          contract: 'contract_id',
          contract_version: 'contract_version',
          contract_sha256: 'contract_sha256',
        },
        numbers: ['number'],
      }),
  },
  {
    what: 'approval',
    called: ([name, number, stage, actor]) => `${actor}, ${name}@v${number} to ${stage}`,
    // Who moves a stage to a version agrees to it: that follows from the move.
    rows: (store) =>
      paged(store, {
        from: `(SELECT * FROM approvals WHERE NOT EXISTS (
          SELECT 1 FROM stage_moves WHERE stage_moves.name = approvals.name AND stage_moves.stage = approvals.stage
            AND stage_moves.after = approvals.number AND stage_moves.actor = approvals.actor
            AND stage_moves.at = approvals.at)) AS agreed`,
        key: same('name', 'number', 'stage', 'actor'),
        says: same('at'),
        numbers: ['number'],
      }),
  },
  {
    what: 'move',
    called: ([name, stage, place]) => `move ${place} of ${name}@${stage}`,
    rows: (store) =>
      placed(
        paged(store, {
          from: 'stage_moves',
          key: same('name', 'stage', 'seq'),
          says: same('before', 'after', 'kind', 'at', 'actor', 'reason'),
          numbers: ['seq', 'before', 'after'],
        }),
      ),
  },
];
