import { copyFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { cellText } from '../../domain/cell.ts';
import { printSelect } from '../../sql/print.ts';
import type { Select } from '../../sql/select.ts';
import type { QueryOptions, UserExportOptions } from '../engine.ts';
import { exportFormat, writeWhole } from '../files/write-whole.ts';
import { expectUnique, sortedFirst, withoutEnd } from '../user-text.ts';
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

/** Writes the rows that a text gives. A locked session writes into its work folder only: what it wrote is moved from there. */
const exportText = async (
  { connection, work }: Workshop,
  locked: boolean,
  sql: string,
  path: string,
  options?: QueryOptions,
): Promise<void> => {
  const format = exportFormat(path);
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

/** Writes the rows of a query. */
export const exportRows = (
  shop: Workshop,
  locked: boolean,
  select: Select,
  path: string,
  options?: QueryOptions,
): Promise<void> => exportText(shop, locked, printSelect(select, duckdbDialect), path, options);

/** Writes the rows of a user's text, in a session that is locked. */
export const exportUserRows = async (
  shop: Workshop,
  sql: string,
  path: string,
  { orderBy = [], ...options }: UserExportOptions,
): Promise<void> => {
  await shop.connection.expectSelect(sql);
  const answer = `(\n${withoutEnd(sql)}\n) AS answer`;
  const described = await shop.connection.rows(`DESCRIBE ${withoutEnd(sql)}`, options);
  const names = described.map((row) => cellText(row.column_name ?? null));
  expectUnique(names, sql);
  const order = sortedFirst(names, orderBy).map(identifier).join(', ');
  await exportText(shop, true, `SELECT * FROM ${answer} ORDER BY ${order}`, path, options);
};
