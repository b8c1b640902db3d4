import { copyFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { printSelect } from '../../sql/print.ts';
import type { Select } from '../../sql/select.ts';
import type { QueryOptions } from '../engine.ts';
import { exportFormat, writeWhole } from '../files/write-whole.ts';
import type { DuckdbConnection } from './connection.ts';
import { copyFormats } from './copy-formats.ts';
import { describeColumns } from './describe-columns.ts';
import { duckdbDialect } from './dialect.ts';
import type { Workshop } from './workshop.ts';

const { identifier, literal } = duckdbDialect;

/** Integers that Parquet has no type for: DuckDB 1.5 would write them as doubles. */
const wideIntegers: ReadonlySet<string> = new Set(['HUGEINT', 'UHUGEINT', 'BIGNUM']);
const widestDecimal = 'DECIMAL(38, 0)';

/** The query with every digit in a type of Parquet: as decimals where 38 digits suffice, as text where they do not. */
const forParquet = async (
  connection: DuckdbConnection,
  sql: string,
  options: QueryOptions | undefined,
): Promise<string> => {
  const columns = await describeColumns(connection, `(${sql})`);
  const wide = columns.filter(({ sqlType }) => wideIntegers.has(sqlType)).map(({ name }) => identifier(name));
  if (wide.length === 0) return sql;
  const [fits] = await connection.rows(
    `SELECT ${wide.map((name, index) => `count(${name}) = count(TRY_CAST(${name} AS ${widestDecimal})) AS c${index}`).join(', ')} FROM (${sql})`,
    options,
  );
  const casts = wide.map(
    (name, index) =>
      `CAST(${name} AS ${fits?.[`c${index}`] === true ? widestDecimal : 'VARCHAR'}) AS ${name}`,
  );
  return `SELECT * REPLACE (${casts.join(', ')}) FROM (${sql})`;
};

/** Writes the rows of a query. A locked session writes into its work folder only: what it wrote is moved from there. */
export const exportRows = async (
  { connection, work }: Workshop,
  locked: boolean,
  select: Select,
  path: string,
  options?: QueryOptions,
): Promise<void> => {
  const format = exportFormat(path);
  const sql = printSelect(select, duckdbDialect);
  const rows = format === 'parquet' ? await forParquet(connection, sql, options) : sql;
  const copy = (to: string) =>
    connection.run(`COPY (${rows}) TO ${literal(to)} (${copyFormats[format]})`, options);
  await writeWhole(path, async (unfinished) => {
    if (!locked) return copy(unfinished);
    const spooled = work.file(basename(path));
    await copy(spooled);
    copyFileSync(spooled, unfinished);
    rmSync(spooled);
  });
};
