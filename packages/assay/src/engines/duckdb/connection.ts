import type { DuckDBConnection } from '@duckdb/node-api';
import type { Cell, Row } from '../../domain/cell.ts';
import { QueryFailed, type QueryOptions } from '../engine.ts';
import { duckdbCell } from './cells.ts';

/** The driver's connection with cells for values, a count of queries, and interruption. */
export interface DuckdbConnection {
  readonly rows: (sql: string, options?: QueryOptions) => Promise<readonly Row[]>;
  readonly run: (sql: string, options?: QueryOptions) => Promise<void>;
  readonly queries: () => number;
  readonly close: () => void;
}

export const duckdbConnection = (driver: DuckDBConnection): DuckdbConnection => {
  let queries = 0;
  const guarded = async <T>(sql: string, options: QueryOptions | undefined, work: () => Promise<T>): Promise<T> => {
    options?.signal?.throwIfAborted();
    const interrupt = () => driver.interrupt();
    options?.signal?.addEventListener('abort', interrupt, { once: true });
    queries += 1;
    try {
      return await work();
    } catch (cause) {
      options?.signal?.throwIfAborted();
      throw new QueryFailed(cause instanceof Error ? cause.message.trim() : String(cause), sql, cause);
    } finally {
      options?.signal?.removeEventListener('abort', interrupt);
    }
  };
  return {
    rows: (sql, options) =>
      guarded(sql, options, async () => {
        const result = await driver.runAndReadAll(sql);
        const names = result.columnNames();
        return result.getRows().map((values) => {
          const row: Record<string, Cell> = {};
          for (const [index, name] of names.entries()) row[name] = duckdbCell(values[index] ?? null);
          return row;
        });
      }),
    run: (sql, options) =>
      guarded(sql, options, async () => {
        await driver.run(sql);
      }),
    queries: () => queries,
    close: () => driver.closeSync(),
  };
};
