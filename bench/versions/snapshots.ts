import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { askServer, startPostgres } from '../../packages/assay/test/support/postgres-server.ts';
import { type Cost, costOf } from './measure.ts';

/** Makes versions of tables, queries and references, each time anew and then of what did not change, and prints a table: `node bench/versions/snapshots.ts --rows 10000000`. */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    'postgres-rows': { type: 'string', default: '1000000' },
    'reference-mb': { type: 'string', default: '1024' },
  },
});
const [rows, serverRows, megabytes] = [
  Number(values.rows),
  Number(values['postgres-rows']),
  Number(values['reference-mb']),
];
const assay = [
  process.execPath,
  '--conditions=assay-source',
  join(import.meta.dirname, '../../packages/assay/bin/assay.js'),
];
const above = mkdtempSync(join(tmpdir(), 'assay-snapshots-'));
const folder = join(above, 'project');
mkdirSync(folder);

/** In no order of its key. */
const tableSql = (count: number): string =>
  `SELECT i AS id, i % 50 AS sensor, TIMESTAMP '2026-01-01' + to_seconds(i) AS ts, (hash(i) % 100000) / 1000.0 AS temp, 'note ' || i % 1000 AS note FROM range(${count}) t(i) ORDER BY hash(i)`;

const makeDuckdb = async (): Promise<void> => {
  const instance = await DuckDBInstance.create(join(folder, 'plant.duckdb'), { memory_limit: '1GiB' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE readings AS ${tableSql(rows)}`);
  connection.closeSync();
  instance.closeSync();
};

const serverSql = `CREATE TABLE readings AS SELECT i::int8 AS id, (i % 50)::int4 AS sensor, timestamp '2026-01-01' + make_interval(secs => i) AS ts, (i * 7919 % 100000)::float8 / 1000 AS temp, 'note ' || i % 1000 AS note FROM generate_series(0::int8, ${serverRows - 1}) t(i) ORDER BY i * 7919 % 1000003`;

const line = (what: string, { seconds, cpuSeconds, peakBytes }: Cost): string =>
  `| ${what} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${Math.round(peakBytes / 1024 / 1024)} |`;

const query = 'SELECT id, sensor, ts, temp, note FROM readings WHERE sensor >= 0';
const twice = (what: string, ...args: readonly string[]): void => {
  for (const time of ['new', 'unchanged'])
    console.log(line(`${what}, ${time}`, costOf([...assay, 'add', ...args, '--quiet'], folder)));
};

try {
  console.log(
    `${rows.toLocaleString('en')} rows of 5 columns in DuckDB, ${serverRows.toLocaleString('en')} in PostgreSQL, a reference of ${megabytes} MiB; once each, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} at the start\n`,
  );
  console.log('| what | s | CPU s | MiB |\n| --- | ---: | ---: | ---: |');
  await makeDuckdb();
  twice('DuckDB table', 'plant.duckdb#readings', '--as', 'table');
  twice('DuckDB query', '--query', query, '--source', 'plant.duckdb#readings', '--as', 'query');
  const { url, stop } = await startPostgres();
  try {
    await askServer(url, serverSql);
    twice('PostgreSQL table', `${url}#public.readings`, '--as', 'server-table');
    twice('PostgreSQL query', '--query', query, '--source', `${url}#public.readings`, '--as', 'server-query');
  } finally {
    await stop();
  }
  writeFileSync(join(folder, 'big.bin'), Buffer.alloc(megabytes * 1024 * 1024, 'reference'));
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  twice('reference', '--reference', 'big.bin', '--as', 'big');
} finally {
  rmSync(above, { recursive: true, force: true });
}
