import type { ClientBase, ClientConfig, PoolClient } from 'pg';
import { Refusal } from '../../domain/problem.ts';
import { serverPlaceOf } from '../../domain/server-place.ts';
import { expectChanges, type Statement, type Store } from '../store.ts';
import { connectionRefused, explainFailure } from './failures.ts';
import { migrate } from './migrate.ts';
import { takeTurn } from './turn.ts';

const connectMillis = 15_000;

const queryOf = ({ sql, parameters }: Statement): { readonly text: string; readonly values: unknown[] } => {
  let place = 0;
  return { text: sql.replaceAll('?', () => `$${++place}`), values: [...parameters] };
};

/** Numbers as numbers: what the catalog counts stays below 2^53. */
const numbers = new Set([20, 1700]);

/** What the URL or the server sets of waiting stays; that a commit is on the disk is not theirs to change. */
const settingsOf = (schema: string): string => `
  SET search_path TO "${schema}"; SET TIME ZONE 'UTC'; SET bytea_output = 'hex';
  SELECT set_config('lock_timeout', '30s', false) WHERE current_setting('lock_timeout') = '0';
  SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`;

/** An answer of the server, and no failure to reach it. */
const fromServer = (cause: unknown): boolean => cause instanceof Error && 'severity' in cause;

/** A catalog in a schema of a PostgreSQL server. It is reached when it is first asked, and begun where there is none. */
export const postgresStore = async (given: string): Promise<Store> => {
  const at = serverPlaceOf(given);
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: at.url,
    application_name: 'assay',
    max: 1,
    Client: class extends pg.Client {
      constructor(config: ClientConfig) {
        super({ ...config, connectionTimeoutMillis: connectMillis });
      }
    } as never,
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        numbers.has(oid) ? Number : pg.types.getTypeParser(oid, format)) as never,
    },
    onConnect: async (client: ClientBase) => {
      await client.query(settingsOf(at.schema));
      await migrate(client, at);
    },
  });
  // A connection that breaks while nobody uses it is told when it is next asked for.
  pool.on('error', () => undefined);

  const connect = async (): Promise<PoolClient> => {
    try {
      return await pool.connect();
    } catch (cause) {
      const explained = explainFailure(cause, at.place, given);
      if (explained instanceof Refusal || fromServer(cause)) throw explained;
      throw connectionRefused(cause, at.place, given);
    }
  };
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw explainFailure(cause, at.place, given);
    }
  };
  const connected = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await connect();
    let broken = true;
    try {
      const done = await work(client);
      broken = false;
      return done;
    } finally {
      client.release(broken);
    }
  };
  const inTurn = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    connected(async (client) => {
      await explained(async () => {
        await client.query('BEGIN');
        await takeTurn(client, at.schema);
      });
      const done = await work(client);
      await explained(() => client.query('COMMIT'));
      return done;
    });
  const writeAll = async (
    client: PoolClient,
    statements: readonly Statement[],
  ): Promise<readonly number[]> => {
    const changed: number[] = [];
    for (const one of statements)
      changed.push(expectChanges(one, (await client.query(queryOf(one))).rowCount ?? 0));
    return changed;
  };
  return {
    place: at.place,
    rows: <R>(asked: Statement) =>
      connected((client) => explained(async () => (await client.query(queryOf(asked))).rows as R[])),
    write: (statements) => inTurn((client) => explained(() => writeAll(client, statements))),
    alone: (work) => inTurn(async () => work()),
    close: () =>
      explained(async () => {
        if (!pool.ending) await pool.end();
      }),
  };
};
