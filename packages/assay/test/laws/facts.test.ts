import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';
import { metrics } from '../../src/metrics/registry.gen.ts';
import { ask } from '../../src/metrics/request.ts';
import { findColumn } from '../../src/plan/context.ts';
import { type Measured, type Measurements, measure } from '../../src/run/measure.ts';
import { testEngines } from '../support/tables.ts';
import { referencesOf } from './references.ts';
import { lawColumns, lawTables } from './tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-facts-'));
const fileCount = 40;
const rowsPerGroup = 5;
const withFacts = metrics.filter(({ fromFacts }) => fromFacts !== undefined);
const references = await referencesOf(withFacts);
const cases = withFacts.flatMap((metric) =>
  (references.get(metric.id)?.cases ?? []).map(({ params }) => ({ metric, params })),
);

/** Writes the first random tables as Parquet files of several row groups each. */
const write = async (): Promise<void> => {
  const engine = testEngines.find((one) => one.engine === duckdb);
  const names = Object.keys(lawColumns) as (keyof typeof lawColumns)[];
  const rows = lawTables
    .slice(0, fileCount)
    .flat()
    .map((row) => names.map((name) => row[name]));
  const placed = await engine?.place({ laws: { columns: lawColumns, rows } });
  const source = placed?.sources.laws;
  if (placed === undefined || source?.kind !== 'duckdb') throw new Error('not placed');
  const instance = await DuckDBInstance.create(source.file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  for (let table = 0; table < fileCount; table += 1) {
    await connection.run(
      `COPY (FROM laws WHERE t = ${table} ORDER BY row) TO '${join(folder, `${table}.parquet`)}' (ROW_GROUP_SIZE ${rowsPerGroup})`,
    );
  }
  connection.closeSync();
  instance.closeSync();
  await placed.remove();
};

const measuredOf = async (
  path: string,
): Promise<readonly (readonly [Measured | undefined, Measured | undefined])[]> => {
  const session = await duckdb.connect({ kind: 'files', path }, { workFolder: folder });
  try {
    const { relation, columns, facts } = await session.open(
      { kind: 'files', path },
      { name: 'facts', declared: [] },
    );
    const column = (name: string) => findColumn(columns, name) ?? expect.fail(`no column ${name}`);
    const target = { session, table: relation, context: { column, hashName: session.dialect.hashName } };
    const requests = cases.map(({ metric, params }) => ask(metric, params));
    const [byFacts, byRows]: [Measurements, Measurements] = [new Map(), new Map()];
    await measure(requests, { ...target, facts }, byFacts);
    await measure(requests, target, byRows);
    return requests.map(({ key }) => [byFacts.get(key), byRows.get(key)] as const);
  } finally {
    await session.close();
  }
};

beforeAll(write);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('states from Parquet footers are those of the rows', async () => {
  let known = 0;
  const paths = [
    ...Array.from({ length: fileCount }, (_unused, table) => join(folder, `${table}.parquet`)),
    join(folder, '*.parquet'),
  ];
  for (const path of paths) {
    for (const [byFacts, byRows] of await measuredOf(path)) {
      if (byFacts?.kind !== 'value' || byRows?.kind !== 'value') expect.fail('not measured');
      expect(byRows.from).toBe('query');
      if (byFacts.from === 'facts') known += 1;
      expect(canonicalJson(byFacts.state)).toBe(canonicalJson(byRows.state));
    }
  }
  expect(known).toBeGreaterThan(paths.length * 3);
});
