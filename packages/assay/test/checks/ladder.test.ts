import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import type { OpenTable, Session } from '../../src/engines/engine.ts';
import type { Measurements } from '../../src/run/measure.ts';
import { exampleBench } from '../support/example-bench.ts';
import { ruleOf, verdictOn, type Way } from '../support/judge-example.ts';
import { randomTable } from '../support/random-table.ts';
import { testEngines } from '../support/tables.ts';

const seed = 20_260_102;
const tablesPerCheck = 24;

/** Each example's own rows first, then random ones, spread over the examples. */
const casesOf = (check: Check): readonly CheckExample[] => {
  const each = Math.max(1, Math.ceil(tablesPerCheck / check.examples.length) - 1);
  return check.examples.flatMap((example) => [
    example,
    ...fc.sample(randomTable(example), { seed, numRuns: each }).map((table) => ({ ...example, ...table })),
  ]);
};

/** The same rows as a Parquet file, whose footer has facts for the first rung. */
const asParquet = async (session: Session, { relation }: OpenTable, path: string): Promise<OpenTable> => {
  await session.export({ everything: true, columns: {}, from: relation }, path);
  const { files: _files, ...table } = await session.open(
    { kind: 'files', path },
    { name: path, declared: [] },
  );
  return table;
};

/** What was measured, as it comes back from where it is kept. */
const keptOf =
  (values: Measurements): NonNullable<Way['cached']> =>
  ({ key }) => {
    const found = values.get(key);
    return found?.kind === 'value' ? JSON.parse(JSON.stringify(found.state)) : undefined;
  };

const said = ({ status, count }: Verdict) => ({ status, count });

describe.each(testEngines)('the ladder and the exact way agree on $name', (engine) => {
  test.each(checks.map((check) => [check.id, check] as const))('%s', async (_id, check) => {
    const cases = casesOf(check);
    const bench = await exampleBench(engine, cases);
    const folder = mkdtempSync(join(tmpdir(), 'assay-ladder-'));
    try {
      for (const [index, example] of cases.entries()) {
        const { session, table, datasets } = await bench.open(example);
        const file = engine.engine.capabilities.readsFiles
          ? [await asParquet(session, table, join(folder, `${index}.parquet`))]
          : [];
        const judged = (way: OpenTable, how: Way): Promise<Verdict> =>
          verdictOn(session, way, ruleOf(check, example, way, datasets), how);
        const exact = await judged(table, { exact: true });
        for (const way of [table, ...file]) {
          const values: Measurements = new Map();
          const ladder = await judged(way, { exact: false, values });
          const context = JSON.stringify({
            way: way.description,
            params: example.params,
            rows: example.rows,
            exact: exact.message,
          });
          expect(said(ladder), context).toEqual(said(exact));
          const asked = session.queries();
          const warm = await judged(way, { exact: false, cached: keptOf(values) });
          expect({ ...warm, rung: ladder.rung }, context).toEqual(ladder);
          const allKept = check.id !== 'sql' && [...values.values()].every(({ kind }) => kind === 'value');
          if (allKept) expect(session.queries(), context).toBe(asked);
        }
      }
    } finally {
      await bench.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
