import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { Row } from '../../domain/cell.ts';
import { QueryFailed, type QueryOptions } from '../engine.ts';
import { stoppable } from '../stoppable.ts';
import { uniqueNames } from '../unique-names.ts';
import { startsAsQuery } from '../user-text.ts';
import { duckdbCell } from './cells.ts';
import { whyNotReading } from './user-sql.ts';

/** The driver's connection with cells for values, a count of queries, and interruption. */
export interface DuckdbConnection {
  readonly rows: (sql: string, options?: QueryOptions) => Promise<readonly Row[]>;
  readonly run: (sql: string, options?: QueryOptions) => Promise<void>;
  /** The first `limit` rows of what must be one SELECT. */
  readonly firstRows: (sql: string, limit: number, options?: QueryOptions) => Promise<readonly Row[]>;
  /** Throws `QueryFailed` for what is not one SELECT that only reads. */
  readonly expectSelect: (sql: string) => Promise<void>;
  readonly queries: () => number;
  readonly close: () => void;
}

/** `StatementType.SELECT` of the driver, which is loaded later. */
const selectStatement = 1;

type Result = Awaited<ReturnType<DuckDBConnection['runAndReadAll']>>;

const rowsOf = (result: Result): readonly Row[] => {
  const names = uniqueNames(result.columnNames());
  return result
    .getRows()
    .map((values) =>
      Object.fromEntries(names.map((name, index) => [name, duckdbCell(values[index] ?? null)])),
    );
};

/** The engine's own reading of a text. */
const serialized = async (driver: DuckDBConnection, sql: string): Promise<string> => {
  const result = await driver.runAndReadAll(
    `SELECT CAST(json_serialize_sql('${sql.replaceAll("'", "''")}') AS VARCHAR)`,
  );
  return String(result.getRows()[0]?.[0]);
};

/** Works with what must be one SELECT that only reads. */
const withSelect = async <T>(
  driver: DuckDBConnection,
  sql: string,
  work: (prepared: DuckDBPreparedStatement) => Promise<T>,
): Promise<T> => {
  const statements = await driver.extractStatements(sql);
  if (statements.count !== 1)
    throw new QueryFailed(`${statements.count} statements where one SELECT is expected`, sql, undefined);
  const objection = whyNotReading(await serialized(driver, sql));
  if (objection !== undefined) throw new QueryFailed(objection, sql, undefined);
  const prepared = await statements.prepare(0);
  try {
    if (prepared.statementType !== selectStatement || !startsAsQuery(sql))
      throw new QueryFailed('this is no SELECT: SQL of users only reads', sql, undefined);
    return await work(prepared);
  } finally {
    prepared.destroySync();
  }
};

export const duckdbConnection = (driver: DuckDBConnection): DuckdbConnection => {
  let queries = 0;
  const guarded = <T>(sql: string, options: QueryOptions | undefined, work: () => Promise<T>): Promise<T> => {
    queries += 1;
    return stoppable(sql, options ?? {}, { stop: () => driver.interrupt() }, work);
  };
  return {
    rows: (sql, options) => guarded(sql, options, async () => rowsOf(await driver.runAndReadAll(sql))),
    run: (sql, options) =>
      guarded(sql, options, async () => {
        await driver.run(sql);
      }),
    firstRows: (sql, limit, options) =>
      guarded(sql, options, () =>
        withSelect(driver, sql, async (prepared) =>
          rowsOf(await prepared.streamAndReadUntil(limit)).slice(0, limit),
        ),
      ),
    expectSelect: (sql) => guarded(sql, {}, () => withSelect(driver, sql, async () => undefined)),
    queries: () => queries,
    close: () => driver.closeSync(),
  };
};
