import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The columns beside the key, with a value made of the row's number and another one for a row in which it changed. */
const columns = {
  sensor: ['(hash(id, 1) % 1000)::INTEGER', 'sensor + 1'],
  ts: ["TIMESTAMP '2026-01-01' + to_seconds((hash(id, 2) % 2592000)::BIGINT)", 'ts + INTERVAL 1 MINUTE'],
  temp: ['round(20 + (hash(id, 3) % 100000) / 7000.0, 3)::DOUBLE', 'temp + 0.5'],
  load: [
    'CASE WHEN hash(id, 4) % 50 > 0 THEN (hash(id, 5) % 100003) / 1e5 END::DOUBLE',
    'coalesce(load, 1) + 2',
  ],
  cycles: ['(hash(id, 6) % 1000000)::BIGINT', 'cycles * 2 + 1'],
  price: ['((hash(id, 7) % 1000000) / 100)::DECIMAL(12, 2)', 'price + 1'],
  line: ["'line ' || hash(id, 8) % 20", "line || '*'"],
  code: ['lower(hex(hash(id, 9)))', 'reverse(code) || code[1]'],
  ok: ['hash(id, 10) % 97 > 0', 'NOT ok'],
} as const;

/** One row in so many came, went, or changed in a column. */
const oneIn = {
  added: 2000,
  removed: 2500,
  sensor: 5000,
  ts: 4000,
  temp: 500,
  load: 1000,
  cycles: 3000,
  price: 1500,
  line: 7000,
  code: 6000,
  ok: 9000,
};

export interface Truth {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly changedIn: Readonly<Record<string, number>>;
}

const isOneIn = (what: keyof typeof oneIn): string => `hash(id, '${what}') % ${oneIn[what]} = 0`;
const names = Object.keys(columns) as (keyof typeof columns)[];

/**
 * Writes two versions of a table of 10 columns, each in an order of its own, unless they are there, and counts what differs by how they were
 * made, not by comparing them.
 */
export const writeRows = async (folder: string, rows: number): Promise<Truth> => {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '4GB' });
  const connection = await instance.connect();
  const step = (by: number): string => `SELECT (range * ${by}) % ${rows} AS id FROM range(${rows})`;
  const made = `${names.map((name) => `${columns[name][0]} AS ${name}`).join(', ')}`;
  const kept = `SELECT id, ${names.map((name) => `CASE WHEN ${isOneIn(name)} THEN ${columns[name][1]} ELSE ${name} END AS ${name}`).join(', ')}`;
  const queries = {
    before: `SELECT id, ${made} FROM (${step(7919)})`,
    after: `${kept} FROM (SELECT id, ${made} FROM (${step(104_729)}) WHERE NOT ${isOneIn('removed')})
      UNION ALL SELECT id, ${made} FROM (SELECT ${rows} + range AS id FROM range(${Math.floor(rows / oneIn.added)}))`,
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, query] of Object.entries(queries)) {
    const path = join(folder, `${name}.parquet`);
    if (existsSync(path)) continue;
    await connection.run(`COPY (${query}) TO '${path}.part' (FORMAT parquet, COMPRESSION zstd)`);
    renameSync(`${path}.part`, path);
  }
  const reader = await connection.runAndReadAll(`SELECT count_if(${isOneIn('removed')})::INTEGER AS removed,
    ${names.map((name) => `count_if(NOT ${isOneIn('removed')} AND ${isOneIn(name)})::INTEGER AS ${name}`).join(', ')},
    count_if(NOT ${isOneIn('removed')} AND (${names.map(isOneIn).join(' OR ')}))::INTEGER AS changed FROM (SELECT range AS id FROM range(${rows}))`);
  const [found = {}] = reader.getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  const truth: Truth = {
    added: Math.floor(rows / oneIn.added),
    removed: Number(found.removed),
    changed: Number(found.changed),
    changedIn: Object.fromEntries(names.map((name) => [name, Number(found[name])])),
  };
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
  return truth;
};
