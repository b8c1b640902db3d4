import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { out } from './paths.ts';

/** A data set of the benchmark; the number is its count of rows, `wide` the one of 100 columns. */
export type DataName = 'ten-1m' | 'ten-10m' | 'ten-100m' | 'wide-1m' | 'small';

/** DuckDB's `random()` is repeatable only on one thread, and only after this `setseed`. */
const seed = 0.42;

const rowsOf: Record<Exclude<DataName, 'small'>, number> = {
  'ten-1m': 1_000_000,
  'ten-10m': 10_000_000,
  'ten-100m': 100_000_000,
  'wide-1m': 1_000_000,
};

/** Ten columns: key, three floats, two integers (one with 3 % NULL), category, text, time, flag. */
const tenColumns = (rows: number) => `
  select
    id,
    random() * 100 as a,
    random() * random() * 1000 as b,
    sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) as z,
    cast(random() * 1000 as integer) as k,
    case when random() < 0.03 then null else cast(random() * 1000 as integer) end as n,
    'cat_' || cast(random() * 20 as integer) as cat,
    'user_' || cast(random() * 500000 as integer) as usr,
    timestamp '2024-01-01' + to_seconds(id) as ts,
    random() < 0.5 as flag
  from (select range as id from range(${rows}))`;

/** The names of the 100 columns, `c00` to `c99`. */
export const wideColumns = Array.from({ length: 100 }, (_, index) => `c${String(index).padStart(2, '0')}`);

const hundredColumns = (rows: number) =>
  `select ${wideColumns.map((name) => `random() * 100 as ${name}`).join(', ')} from range(${rows})`;

const small = 'id,name,temp\n1,press,21.5\n2,lathe,22.25\n3,mill,19.75\n';

/** Where a data set is, made or not. */
export const dataPath = (name: DataName) => join(out, name === 'small' ? 'small.csv' : `${name}.parquet`);

/**
 * Makes a data set unless it is there, and returns its path. A file appears under its name only when it is
 * whole. One thread and a fixed seed: every machine with this DuckDB gets the same rows.
 */
export async function makeData(name: DataName): Promise<string> {
  const path = dataPath(name);
  if (existsSync(path)) return path;
  mkdirSync(out, { recursive: true });
  if (name === 'small') {
    writeFileSync(path, small);
    return path;
  }
  console.error(`making ${path}`);
  const partial = `${path}.partial`;
  const query = name === 'wide-1m' ? hundredColumns(rowsOf[name]) : tenColumns(rowsOf[name]);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('set threads = 1');
  await connection.run(`select setseed(${seed})`);
  await connection.run(`copy (${query}) to '${partial.replaceAll("'", "''")}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  renameSync(partial, path);
  return path;
}

if (import.meta.main) {
  const names = process.argv.slice(2) as DataName[];
  for (const name of names.length > 0 ? names : (['small', 'ten-1m', 'ten-10m', 'wide-1m'] as const)) {
    console.log(await makeData(name));
  }
}
