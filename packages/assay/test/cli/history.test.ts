import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { historiesSchema, historySchema, ruleHistorySchema } from '../../src/domain/history.ts';
import { prunedSchema } from '../../src/domain/pruned.ts';
import type { Run } from '../../src/domain/run.ts';
import { named, sampleRun, sampleVerdict } from '../catalog/sample-run.ts';
import { runCli } from '../support/run-cli.ts';

let cwd = '';
const assay = (...args: readonly string[]) => runCli(args, { cwd });
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-history-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const store = async (...runs: readonly Run[]): Promise<void> => {
  const catalog = await openCatalog(cwd);
  for (const run of runs) await catalog.runs.save(run);
  await catalog.close();
};

const three = [
  sampleRun({
    id: 'r1',
    ...named('readings', { rows: 18_914 }),
    verdicts: [sampleVerdict({ observed: 0, count: 0, total: 18_914 })],
  }),
  sampleRun({
    id: 'r2',
    startedAt: '2026-01-02T08:15:30.000Z',
    decision: 'block',
    ...named('readings', { rows: 12_006 }),
    verdicts: [
      sampleVerdict({ status: 'fail', observed: 1502, count: 1502, total: 12_006 }),
      sampleVerdict({ rule: 'readings.temp/required', status: 'unknown' }),
    ],
    scores: { overall: 0.6123, dimensions: {} },
  }),
  sampleRun({
    id: 'r3',
    startedAt: '2026-01-03T00:00:00.000Z',
    decision: null,
    subject: { kind: 'dataset', name: 'readings', source: 'x', scope: { where: 'day = 3' } },
    verdicts: [],
    scores: { overall: null, dimensions: {} },
  }),
] as const;

test('lists runs, the newest first, with how scores and rows went', async () => {
  await store(...three);
  const { stdout, code } = await assay('history', 'readings');
  expect(code).toBe(0);
  expect(stdout).toBe(`readings  3 runs, 1 blocked  score █▁·  rows █▁·

run  started (UTC)     decision         rows  pass  fail  unknown  score  since the run before
r3   2026-01-03 00:00  could not run             0     0        0         where day = 3
r2   2026-01-02 08:15  block          12,006     0     1        1   0.61  ✗ temp/range and 1 more
r1   2026-01-01 00:00  admit          18,914     1     0        0   1.00
`);
});

test('tells what each run found otherwise than the one before of its scope, also where that one is not listed', async () => {
  const runOf = (id: string, status: 'pass' | 'fail', scope?: string) =>
    sampleRun({
      id,
      ...named(
        'readings',
        scope === undefined ? {} : { scope: { where: scope, asWritten: 'day = ${var:day}' } },
      ),
      verdicts: [sampleVerdict({ status })],
    });
  await store(
    runOf('r1', 'pass'),
    runOf('r2', 'fail'),
    runOf('r3', 'pass', 'day = 1'),
    sampleRun({ id: 'r4', decision: null, verdicts: [] }),
    runOf('r5', 'fail', 'day = 2'),
    runOf('r6', 'pass'),
  );
  const { changes } = historySchema.parse(
    JSON.parse((await assay('history', 'readings', '--json', '--limit', '5')).stdout),
  );
  const one = { count: 1, rules: ['readings.temp/range'] };
  const none = { count: 0, rules: [] };
  expect(changes).toEqual([
    { run: 'r6', failing: none, mended: one },
    { run: 'r5', failing: one, mended: none },
    { run: 'r2', failing: one, mended: none },
  ]);
});

test('without a name shows every dataset, what needs attention first', async () => {
  const fine = (id: string, startedAt: string) => sampleRun({ id, startedAt, ...named('orders') });
  await store(...three, fine('o1', '2026-01-04T00:00:00.000Z'), fine('o2', '2026-01-05T00:00:00.000Z'));
  const { stdout, code } = await assay('history');
  expect(code).toBe(0);
  expect(stdout).toBe(`dataset   last run (UTC)    decision       last runs  score        rows
readings  2026-01-03 00:00  could not run  ✓✗?        █▁·          █▁·
orders    2026-01-05 00:00  admit          ✓✓         ▅▅     1.00  ▅▅    12
`);
  const told = historiesSchema.parse(JSON.parse((await assay('history', '--json', '--limit', '1')).stdout));
  expect(told.histories.map(({ name, runs }) => [name, runs.map(({ id }) => id)])).toEqual([
    ['readings', ['r3']],
    ['orders', ['o2']],
  ]);
});

test('without a name and without runs says so', async () => {
  expect(await assay('history')).toMatchObject({ code: 0, stdout: 'No runs yet.\n' });
  expect(await assay('history', '--rule', 'temp/range')).toMatchObject({ code: 2 });
});

test('shows what one rule found, also by the end of its id', async () => {
  await store(...three);
  const { stdout } = await assay('history', 'readings', '--rule', 'temp/range');
  expect(stdout).toBe(`readings.temp/range  2 verdicts, 1 failed  observed ▁█

run  started (UTC)     status  observed  exceptions      of
r2   2026-01-02 08:15  fail        1502       1,502  12,006
r1   2026-01-01 00:00  pass           0           0  18,914
`);
});

test('--json prints one object that its schema accepts; --limit keeps the newest', async () => {
  await store(...three);
  const runs = historySchema.parse(
    JSON.parse((await assay('history', 'readings', '--json', '--limit', '1')).stdout),
  );
  expect(runs.runs.map(({ id }) => id)).toEqual(['r3']);
  const args = ['history', 'readings', '--rule', 'readings.temp/range', '--json'];
  expect(ruleHistorySchema.parse(JSON.parse((await assay(...args)).stdout)).verdicts).toHaveLength(2);
});

test('an empty history is said, is no failure, and begins no catalog', async () => {
  const { stdout, code } = await assay('history', 'readings');
  expect([stdout, code]).toEqual(['No runs of readings yet.\n', 0]);
  expect(existsSync(join(cwd, '.assay'))).toBe(false);
});

test('a name or rule that is nearly right is guessed', async () => {
  await store(...three);
  expect(await assay('history', 'reading')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('did you mean readings?'),
  });
  expect(await assay('history', 'readings', '--rule', 'readings.temp/rnage')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean readings.temp/range?'),
  });
});

test('a limit that is no number is a usage error', async () => {
  expect((await assay('history', 'readings', '--limit', 'many')).code).toBe(2);
});

describe('--prune', () => {
  test('removes what is beyond a limit, and says how much of what', async () => {
    await store(...three);
    const { stdout, code } = await assay('history', '--prune', '--keep', '1');
    expect([stdout, code]).toEqual(['Removed 1 run of 1 name.\nreadings  1 run\n', 0]);
    const listed = historySchema.parse(JSON.parse((await assay('history', 'readings', '--json')).stdout));
    expect(listed.runs.map(({ id }) => id)).toEqual(['r3', 'r1']);
  });

  test('takes the limits of assay.yaml where none is given', async () => {
    writeFileSync(join(cwd, 'assay.yaml'), 'version: 1\nhistory: {keep: 2, keepDays: 36500}\n');
    await store(...three, sampleRun({ id: 'r4' }));
    const pruned = prunedSchema.parse(JSON.parse((await assay('history', '--prune', '--json')).stdout));
    expect(pruned).toMatchObject({ keep: 2, removed: 2, names: [{ name: 'readings', removed: 2 }] });
    expect(pruned.startedBefore).toMatch(/^19\d\d-/);
  });

  test('says that nothing was beyond, and guesses a name', async () => {
    await store(...three);
    const { stdout, stderr } = await assay('history', 'raedings', '--prune', '--older-than', '200y');
    expect([stdout, stderr]).toEqual(['No run was beyond the limits.\n', 'did you mean readings?\n']);
  });

  test.each([
    [['--prune'], 'nothing says which runs stay'],
    [['--prune', '--keep', '0'], '--keep 0 is no number of runs'],
    [['--prune', '--older-than', '90'], 'write --older-than 90d'],
    [['readings', '--keep', '3'], '--keep goes with --prune'],
  ])('history %j is a usage error', async (args, words) => {
    expect(await assay('history', ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(words),
    });
  });
});
