import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSchema } from '../../src/domain/run.ts';
import { contractText } from '../support/contract-text.ts';
import { runCli } from '../support/run-cli.ts';

const contract = contractText(
  'small',
  '{name: temp, logicalType: number, logicalTypeOptions: {maximum: 31}}',
);

let cwd = '';
const assay = (...args: readonly string[]) => runCli(args, { cwd });
const check = () => assay('check', 'small.csv', '-c', 'small.odcs.yaml', '--json');
const waive = (rule: string, until: string) =>
  assay('waive', rule, '--until', until, '--owner', 'ana', '--reason', 'sensor 3: exchanged soon');

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-waive-'));
  writeFileSync(join(cwd, 'small.odcs.yaml'), contract);
  writeFileSync(join(cwd, 'small.csv'), 'temp\n20\n99\n');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

test('a waived failure is shown and no longer decides, and its rows are admitted', async () => {
  expect((await check()).code).toBe(1);
  const { code, stdout } = await waive('small.temp/range', '2999-01-01');
  expect([code, stdout]).toEqual([
    0,
    'Accepted until 2999-01-01: small.temp/range (ana). Commit assay.waivers.yaml.\n',
  ]);
  const again = await check();
  const run = runSchema.parse(JSON.parse(again.stdout));
  expect([again.code, run.decision, run.quarantine]).toEqual([0, 'admit', undefined]);
  expect(run.verdicts.find(({ rule }) => rule === 'small.temp/range')).toMatchObject({
    status: 'fail',
    waived: { until: '2999-01-01', owner: 'ana', reason: 'sensor 3: exchanged soon' },
  });
});

test('a waiver that has ended blocks again, and is noted', async () => {
  writeFileSync(
    join(cwd, 'assay.waivers.yaml'),
    'version: 1\nwaivers:\n  - {rule: small.temp/range, until: 2020-01-01, owner: ana, reason: old}\n  - {rule: small.tmp/range, until: 2999-01-01, owner: ana, reason: typo}\n',
  );
  const { code, stdout } = await check();
  expect(code).toBe(1);
  expect(runSchema.parse(JSON.parse(stdout)).problems.map(({ message }) => message)).toEqual([
    'the waiver of small.temp/range ended on 2020-01-01',
    'the waiver of small.tmp/range matches no rule of small',
  ]);
});

test('a file of waivers that cannot be read stops the run', async () => {
  writeFileSync(join(cwd, 'assay.waivers.yaml'), 'version: 1\nwaivers:\n  - {rule: small.temp/range}\n');
  expect(await check()).toMatchObject({ code: 2, stderr: expect.stringContaining('assay.waivers.yaml:3') });
});

test.each([
  ['a rule that no run judged', 'small.temp/rnage', '2999-01-01', 'did you mean small.temp/range?'],
  ['a date that is over', 'small.temp/range', '2020-01-01', '2020-01-01 is over'],
  ['a date in words', 'small.temp/range', 'soon', 'as 2026-11-30'],
])('refuses %s and writes nothing', async (_what, rule, until, says) => {
  await check();
  expect(await waive(rule, until)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  expect(existsSync(join(cwd, 'assay.waivers.yaml'))).toBe(false);
});

test('without a run no rule is known, and looking begins no catalog', async () => {
  expect(await waive('small.temp/range', '2999-01-01')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('run assay check first'),
  });
  expect(existsSync(join(cwd, '.assay'))).toBe(false);
});

test('a block is told to the command of onBlock, and an admitted run is not', async () => {
  writeFileSync(
    join(cwd, 'assay.yaml'),
    'version: 1\nonBlock:\n  - command: cat > blocked.json\n  - command: exit 4\n  - webhook: ${env:NO_SUCH_HOOK}\n',
  );
  const { stdout, code } = await check();
  const run = runSchema.parse(JSON.parse(stdout));
  expect([code, run.decision]).toEqual([1, 'block']);
  expect(run.problems.map(({ message }) => message)).toEqual([
    'NO_SUCH_HOOK is not set',
    expect.stringContaining('it ended with 4'),
  ]);
  const told = runSchema.parse(JSON.parse(readFileSync(join(cwd, 'blocked.json'), 'utf8')));
  expect(told.id).toBe(run.id);
  rmSync(join(cwd, 'blocked.json'));
  writeFileSync(join(cwd, 'small.csv'), 'temp\n20\n');
  expect((await check()).code).toBe(0);
  expect(existsSync(join(cwd, 'blocked.json'))).toBe(false);
});

test('ten processes that waive at once lose no waiver; of two for one rule the second is told of the first', async () => {
  const columns = Array.from({ length: 9 }, (_unused, index) => `c${index}`);
  writeFileSync(
    join(cwd, 'small.odcs.yaml'),
    contractText(
      'small',
      ...columns.map((name) => `{name: ${name}, logicalType: number, logicalTypeOptions: {maximum: 31}}`),
    ),
  );
  writeFileSync(join(cwd, 'small.csv'), `${columns.join(',')}\n${columns.map(() => 99).join(',')}\n`);
  expect((await check()).code).toBe(1);
  const rules = [...columns, 'c0'].map((name) => `small.${name}/range`);
  const done = await Promise.all(rules.map((rule) => waive(rule, '2999-01-01')));
  expect(done.map(({ code }) => code).toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
  expect(done.find(({ code }) => code === 2)?.stderr).toContain('is waived until 2999-01-01 by ana');
  const run = runSchema.parse(JSON.parse((await check()).stdout));
  expect(run.verdicts.filter(({ waived }) => waived !== undefined)).toHaveLength(9);
});
