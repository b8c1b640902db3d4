import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { draftSource } from '../../src/operations/suggest/draft-source.ts';

/** A reading a second, 1.2 million of them; `id` once twice, `stuck` stays the same for long only at the end. */
const made = async (path: string): Promise<void> => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT CASE WHEN i = 1199999 THEN 700000 ELSE i END AS id, i AS no,
      TIMESTAMP '2024-01-01' + to_seconds(i) AS at,
      ((hash(i) % 2000) / 10.0)::DOUBLE AS value,
      CASE WHEN i > 1100000 THEN 7.5 ELSE ((hash(i + 7) % 2000) / 10.0)::DOUBLE END AS stuck
    FROM range(1200000) t(i)) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
};

test('above a million rows runs are judged on two parts, and keys by the gate', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-large-'));
  try {
    const path = join(folder, 'it.parquet');
    await made(path);
    const { draft } = await draftSource({ name: 'it', source: { kind: 'files', path } }, {});
    const of = (name: string, check: string) =>
      draft.properties
        .find(({ column }) => column.name === name)
        ?.suggestions.find((one) => one.check === check);
    expect(of('value', 'stuckAt')).toMatchObject({ sure: true });
    expect(of('value', 'stuckAt')?.rows).toBeGreaterThan(499_000);
    expect(of('value', 'stuckAt')?.rows).toBeLessThan(501_000);
    expect(of('value', 'stuckAt')?.heldBack).toBeGreaterThan(499_000);
    expect(of('stuck', 'stuckAt')).toMatchObject({ sure: false });
    expect(of('stuck', 'stuckAt')?.reason).toMatch(
      /in the first 500,00\d.*; but 98,\d+ readings|; but 99,\d+ readings/,
    );
    const keys = ['id', 'no'].map((name) => of(name, 'primaryKey') ?? of(name, 'unique'));
    expect(keys.map((key) => key?.sure)).toEqual([false, true]);
    expect(keys[0]?.reason).toContain('but of all rows');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
