import { canonicalJson } from '../../domain/canonical-json.ts';
import { type Execution, inputName } from '../../domain/execution.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import { govern } from '../audit.ts';
import { type Statement, type Store, statement } from '../store.ts';

/** What made a version, and the object that says so. */
export interface Origin {
  readonly id: ObjectId;
  readonly execution: Execution;
}

/** Keeps what made the versions whose records name an execution; to keep it twice changes nothing. */
export const originStatements = ({ id, execution }: Origin): readonly Statement[] => [
  statement(
    'INSERT INTO executions (id, record) VALUES (?, ?) ON CONFLICT DO NOTHING',
    id,
    canonicalJson(execution),
  ),
  ...execution.inputs.map((input) =>
    statement(
      `INSERT INTO made_from (version, kind, input, name, bytes)
       SELECT seq, ?, ?, ?, CAST(? AS bigint) FROM versions WHERE execution = ? ON CONFLICT DO NOTHING`,
      input.kind,
      input.id,
      inputName(input),
      input.kind === 'version' ? null : input.bytes,
      id,
    ),
  ),
];

/** Learns what made versions that came from elsewhere: nothing is decided by that, so the audit says nothing of it. */
export const learnOrigins = (store: Store, origins: readonly Origin[]): Promise<void> =>
  govern(store, async () => ({
    entries: [],
    statements: origins.flatMap(originStatements),
    result: undefined,
  }));
