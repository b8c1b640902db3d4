import type { Client, CustomTypesConfig } from 'pg';
import type { Cell, Row } from '../../domain/cell.ts';
import { connectionTrouble, withoutPassword } from '../../domain/postgres-connection.ts';
import { refuse } from '../../domain/problem.ts';
import { redactUrl } from '../../domain/source.ts';
import type { QueryOptions } from '../engine.ts';
import { stoppable } from '../stoppable.ts';
import { uniqueNames } from '../unique-names.ts';
import { postgresReaders } from './cells.ts';

/** A value as the server writes it, by the oid of its type. */
export type ReadValue = (oid: number, text: string) => Cell;

export interface Batch {
  readonly fields: readonly { readonly name: string; readonly oid: number }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The driver's client with cells for values, one statement at a time, and cancellation. */
export interface PostgresClient {
  readonly rows: (
    sql: string,
    parameters?: readonly string[],
    options?: QueryOptions,
  ) => Promise<readonly Row[]>;
  /** Several statements, without results. */
  readonly run: (sql: string) => Promise<void>;
  /** The rows in batches, `read` value by value; never all in memory. */
  readonly batches: (
    sql: string,
    size: number,
    read: ReadValue,
    options?: QueryOptions,
  ) => AsyncGenerator<Batch>;
  readonly queries: () => number;
  readonly close: () => Promise<void>;
}

const connectSeconds = 15;

const refuseConnection = (url: string, cause: unknown): never => {
  const { said, hint } = connectionTrouble(cause, url);
  return refuse('connection-failed', `PostgreSQL at ${redactUrl(url)} cannot be reached: ${said}`, hint);
};

/** Reads text of every type; the session's zone is UTC. */
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number) => postgresReaders.get(oid) ?? ((text: string) => text)) as never,
};
const asText: CustomTypesConfig = { getTypeParser: (() => (text: string) => text) as never };

const rowOf = (names: readonly string[], values: readonly Cell[]): Row =>
  Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));

export const connectPostgres = async (url: string): Promise<PostgresClient> => {
  const { default: pg } = await import('pg');
  const newClient = (): Client =>
    new pg.Client({
      connectionString: url,
      types,
      application_name: 'assay',
      connectionTimeoutMillis: connectSeconds * 1000,
    });
  const connected = async () => {
    let made: Client | undefined;
    try {
      made = newClient();
      made.on('error', () => undefined);
      await made.connect();
      const [own] = (await made.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
      return { client: made, pid: own?.pid };
    } catch (cause) {
      await made?.end();
      return refuseConnection(url, cause);
    }
  };
  const { client, pid } = await connected();
  let queries = 0;

  const cancel = async (): Promise<void> => {
    const second = newClient();
    second.on('error', () => undefined);
    try {
      await second.connect();
      await second.query('SELECT pg_cancel_backend($1)', [pid]);
    } catch {
      await client.end();
    } finally {
      await second.end();
    }
  };

  const guarded = <T>(sql: string, options: QueryOptions | undefined, work: () => Promise<T>): Promise<T> => {
    queries += 1;
    const words = (message: string): string => withoutPassword(message, url);
    return stoppable(sql, options ?? {}, { stop: cancel, words }, work);
  };

  async function* batches(
    sql: string,
    size: number,
    read: ReadValue,
    options?: QueryOptions,
  ): AsyncGenerator<Batch> {
    const { default: Cursor } = await import('pg-cursor');
    const cursor = new Cursor(sql, [], { rowMode: 'array', types: asText });
    client.query(cursor as never);
    const next = (): Promise<Batch> =>
      guarded(
        sql,
        options,
        () =>
          new Promise((resolve, reject) => {
            cursor.read(size, (error, rows, result) => {
              if (error) return reject(error);
              const fields = result.fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID }));
              resolve({
                fields,
                rows: rows.map((row) =>
                  row.map((cell, index) => (cell === null ? null : read(fields[index]?.oid ?? 0, cell))),
                ),
              });
            });
          }),
      );
    let open = true;
    try {
      for (;;) {
        const batch = await next().catch((cause: unknown) => {
          open = false;
          throw cause;
        });
        yield batch;
        if (batch.rows.length < size) return;
      }
    } finally {
      if (open) await cursor.close();
    }
  }

  return {
    rows: (sql, parameters = [], options) =>
      guarded(sql, options, async () => {
        const result = await client.query<Cell[]>({ text: sql, values: [...parameters], rowMode: 'array' });
        const names = uniqueNames(result.fields.map(({ name }) => name));
        return result.rows.map((values) => rowOf(names, values));
      }),
    run: (sql) =>
      guarded(sql, undefined, async () => {
        await client.query(sql);
      }),
    batches,
    queries: () => queries,
    close: () => client.end(),
  };
};

export const rowsOf = ({ fields, rows }: Batch): readonly Row[] => {
  const names = uniqueNames(fields.map(({ name }) => name));
  return rows.map((row) => rowOf(names, row));
};
export const readCell: ReadValue = (oid, text) =>
  (postgresReaders.get(oid) ?? ((own: string): Cell => own))(text);
