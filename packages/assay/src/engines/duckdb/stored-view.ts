import { z } from 'zod';
import { refuse } from '../../domain/problem.ts';
import { QueryFailed } from '../engine.ts';
import type { DuckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';
import { inOwnInstance } from './own-instance.ts';
import { mayCall } from './user-sql.ts';
import { pathSql } from './workshop.ts';

const { identifier, literal } = duckdbDialect;

/** A step of a plan as EXPLAIN gives it. */
const stepSchema = z.looseObject({
  get children(): z.ZodArray<typeof stepSchema> {
    return z.array(stepSchema);
  },
  extra_info: z.looseObject({ Function: z.string().optional() }),
});
type Step = z.infer<typeof stepSchema>;

const functionsOf = ({ children, extra_info: { Function: name } }: Step): readonly string[] => [
  ...(name === undefined ? [] : [name.toLowerCase()]),
  ...children.flatMap(functionsOf),
];

/** Whether a database holds a table or view of this name, as DuckDB finds names: case ignored, in the schema main where none is named. */
export const isStored = async (
  connection: DuckdbConnection,
  what: 'table' | 'view',
  database: string,
  path: readonly string[],
): Promise<boolean> => {
  const [schema, name] = path.length > 1 ? path.slice(-2) : ['main', ...path];
  const [row] = await connection.rows(
    `SELECT count(*) AS n FROM duckdb_${what}s() WHERE database_name = ${literal(database)} AND lower(schema_name) = lower(${literal(schema ?? '')}) AND lower(${what}_name) = lower(${literal(name ?? '')})`,
  );
  return row?.n !== 0;
};

const database = 'asked';

/** What stands in the way of reading a view within its database alone; undefined where nothing does, or there is no such view. */
const obstacleOf = (file: string, table: readonly string[]): Promise<string | undefined> =>
  inOwnInstance({}, async (connection) => {
    await connection.run(
      `ATTACH ${literal(file)} AS ${identifier(database)} (READ_ONLY); SET enable_external_access = false; SET lock_configuration = true`,
    );
    if (!(await isStored(connection, 'view', database, table))) return undefined;
    try {
      const [row] = await connection.rows(
        `EXPLAIN (FORMAT json) SELECT * FROM ${pathSql([database, ...table])}`,
      );
      const steps = z.array(stepSchema).parse(JSON.parse(String(row?.explain_value)));
      const refused = steps.flatMap(functionsOf).find((name) => !mayCall(name));
      return refused === undefined ? undefined : `it calls ${refused}`;
    } catch (cause) {
      if (!(cause instanceof QueryFailed)) throw cause;
      return cause.message.split('\n')[0];
    }
  });

/**
 * Refuses a view that reads more than its own database, before the session binds it: a view may name any file. It is planned
 * in an engine that can reach nothing else.
 */
export const refuseReachingView = async (file: string, table: readonly string[]): Promise<void> => {
  const obstacle = await obstacleOf(file, table);
  if (obstacle !== undefined)
    refuse(
      'source-unsupported',
      `${table.join('.')} of ${file} is a view that reads more than its database: ${obstacle}`,
      'name the files that the view reads, or store its rows in a table',
      { file },
    );
};
