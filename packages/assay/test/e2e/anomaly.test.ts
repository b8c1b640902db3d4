import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { check, plan, Refusal, type Run, waive } from '../../src/index.ts';

let cwd = '';

const contractWith = (rules: string, onTemp = ''): string => `apiVersion: v3.1.0
kind: DataContract
id: readings
version: 1.0.0
status: active
schema:
  - name: readings
    quality: [${rules}]
    properties:
      - {name: temp, logicalType: number${onTemp}}
`;
const volume = (more: string): string =>
  `{id: volume, type: custom, engine: assay, ${more}, implementation: {check: anomaly, of: rowCount, falseAlarms: 1/100}}`;

const writeContract = (text: string): void => writeFileSync(join(cwd, 'r.odcs.yaml'), text);
const writeRows = (count: number, value = 20): void =>
  writeFileSync(join(cwd, 'r.csv'), `temp\n${`${value}\n`.repeat(count)}`);

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-anomaly-'));
  writeFileSync(
    join(cwd, 'assay.yaml'),
    'version: 1\ndatasets:\n  readings: {path: r.csv, contract: r.odcs.yaml}\n',
  );
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

let days = 0;
beforeEach(() => {
  days = 0;
});

/** Every day has data of its own. */
const checked = async (count: number, where?: string) => {
  days += 1;
  writeRows(count, 20 + days / 1000);
  const now = new Date(Date.UTC(2026, 0, days, 6));
  const run = await check({ source: 'readings', cwd, now, ...(where === undefined ? {} : { where }) });
  return {
    run,
    verdict: run.verdicts.find(({ rule }) => rule === 'readings/volume') ?? expect.fail('no verdict'),
  };
};

const usual = [100, 103, 98, 101, 99, 104, 97, 100, 102, 96, 101, 99, 103, 98, 100, 102, 97, 101];
const warmed = async (): Promise<void> => {
  for (const count of usual) await checked(count);
};

test('warms up with a warning, then knows what is usual, and blocks what is not', async () => {
  writeContract(contractWith(volume('severity: error')));
  const first = await checked(100);
  expect(first).toMatchObject({
    run: { decision: 'warn' },
    verdict: {
      status: 'unknown',
      severity: 'warn',
      observed: 100,
      message: expect.stringContaining('has 0'),
    },
  });
  await warmed();
  expect(await checked(101)).toMatchObject({ run: { decision: 'admit' }, verdict: { status: 'pass' } });
  const { run, verdict } = await checked(20);
  expect(run.decision).toBe('block');
  expect(verdict).toMatchObject({ status: 'fail', severity: 'error', observed: 20, evidence: { runs: 20 } });
  expect(verdict.message).toMatch(/^20 rows, expected \d+ to \d+ \(last 20 runs\)$/);
  const { expectedLow, expectedHigh } = verdict.evidence ?? {};
  expect(expectedLow).toBeGreaterThan(60);
  expect(expectedHigh).toBeLessThan(140);
  const after = await checked(100);
  expect(after.verdict).toMatchObject({ status: 'pass', evidence: { runs: 20 } });
});

test('a plan looks back and begins no catalog', async () => {
  writeContract(contractWith(volume('severity: error')));
  writeRows(3);
  expect((await plan({ source: 'readings', cwd })).rules.map(({ rule }) => rule)).toContain(
    'readings/volume',
  );
  expect(existsSync(join(cwd, '.assay'))).toBe(false);
});

test('a level that stays is learned where the runs go on, and never where they are blocked', async () => {
  writeContract(contractWith(volume('severity: warn')));
  await warmed();
  for (let run = 0; run < 5; run += 1) expect((await checked(200 + run)).verdict.status).toBe('fail');
  expect((await checked(202)).verdict).toMatchObject({ status: 'pass' });
  writeContract(contractWith(volume('severity: error')));
  for (let run = 0; run < 6; run += 1) expect((await checked(400 + run)).verdict.status).toBe('fail');
  await waive({ rule: 'readings/volume', until: '2099-01-01', owner: 'ana', reason: 'new line' }, { cwd });
  for (let run = 0; run < 5; run += 1)
    expect(await checked(400 + run)).toMatchObject({
      run: { decision: 'admit' },
      verdict: { status: 'fail' },
    });
  expect((await checked(402)).verdict).toMatchObject({ status: 'pass' });
});

test('runs that were blocked by any rule, whose rows went to quarantine, or that could not run, count as none', async () => {
  const below =
    '{id: below, type: custom, engine: assay, severity: error, implementation: {check: range, maximum: 50}}';
  writeContract(contractWith(volume('severity: warn'), `, quality: [${below}]`));
  await checked(100);
  days += 1;
  writeRows(100, 70);
  const now = new Date(Date.UTC(2026, 0, days, 6));
  const blocked = await check({ source: 'readings', cwd, now });
  expect(blocked).toMatchObject({ decision: 'block', quarantine: { rows: 100 } });
  rmSync(join(cwd, 'r.csv'));
  expect((await check({ source: 'readings', cwd, now })).decision).toBeNull();
  await checked(104);
  expect((await checked(101)).verdict.message).toBe(
    'needs 16 earlier runs to know what is usual, has 2; 101 rows',
  );
});

test('runs of other rows and of another meaning are no baseline', async () => {
  writeContract(contractWith(volume('severity: warn')));
  await warmed();
  expect((await checked(100, 'temp > 0')).verdict.message).toContain('has 0');
  expect((await checked(100)).verdict.status).toBe('pass');
  writeContract(contractWith(volume('severity: warn').replace('of: rowCount', 'of: distinct')));
  expect((await checked(100)).verdict.message).toContain('judges one property');
  const distinct = volume('severity: warn').replace('of: rowCount', 'of: sql, query: "select 100"');
  writeContract(contractWith(distinct));
  expect((await checked(100)).verdict.message).toContain('has 0');
});

const near =
  '{id: near, type: custom, engine: assay, severity: warn, implementation: {check: rowCountHistory, within: 20, minimumRuns: 2}}';

test('of a dataset that is checked day by day, the days compare', async () => {
  writeContract(contractWith(`${volume('severity: warn')}, ${near}`));
  writeFileSync(
    join(cwd, 'assay.yaml'),
    `version: 1\ndatasets:\n  readings: {path: r.csv, contract: r.odcs.yaml, where: "temp > \${var:least}"}\n`,
  );
  writeRows(10);
  const messages: string[] = [];
  const statuses: (string | undefined)[] = [];
  for (const least of [1, 2, 3]) {
    const now = new Date(Date.UTC(2026, 0, least, 6));
    const run = await check({ source: 'readings', cwd, now, vars: { least: String(least) } });
    messages.push(run.verdicts.find(({ rule }) => rule === 'readings/volume')?.message ?? '');
    statuses.push(run.verdicts.find(({ rule }) => rule === 'readings/near')?.status);
    expect(run.subject.scope).toEqual({ where: `temp > ${least}`, asWritten: 'temp > ${var:least}' });
  }
  expect(statuses).toEqual(['unknown', 'unknown', 'pass']);
  const other = await check({ source: 'readings', cwd, vars: { least: '4' }, where: 'temp > 0' });
  expect(other.verdicts.find(({ rule }) => rule === 'readings/near')?.status).toBe('unknown');
  expect(messages.map((message) => /has \d+/.exec(message)?.[0])).toEqual(['has 0', 'has 1', 'has 2']);
});

test('a decision is replayed from the runs before its clock', async () => {
  writeContract(contractWith(volume('severity: warn')));
  await warmed();
  days = 10;
  expect((await checked(100)).verdict.message).toContain('has 10');
});

test('of a confidential column shares are followed, and values are neither kept nor shown', async () => {
  const rule = (id: string, of: string) =>
    `{id: ${id}, type: custom, engine: assay, severity: warn, implementation: {check: anomaly, of: ${of}}}`;
  writeContract(
    contractWith(
      volume('severity: warn'),
      `, classification: secret, quality: [${rule('level', 'mean')}, ${rule('gaps', 'nullValues, unit: percent')}]`,
    ),
  );
  let text = '';
  for (let day = 0; day < 18; day += 1) {
    const { run } = await checked(100);
    text = JSON.stringify(run.verdicts.filter(({ element }) => element === 'readings.temp'));
  }
  expect(text).not.toContain('20');
  expect(text).toMatch(/level.*unknown.*gaps.*pass/);
});

test.each([
  ['of: rowCont', 'there is no check "rowCont" to follow: did you mean rowCount?'],
  ['of: rowCount, falseAlarm: 1/100', 'falseAlarm'],
  ['of: rowCount, falseAlarms: 2/100', 'falseAlarms is a share of the runs: 1/100'],
  ['of: rowCount, falseAlarms: 1/2', 'falseAlarms is between 1/10000 and 1/5'],
  ['of: rowCount, timezone: Berlin', 'timezone is a name such as Europe/Berlin'],
  ['falseAlarms: 1/100', 'of is missing'],
  ['of: rowCount, metric: rowCount', 'they are the same'],
  ['of: anomaly', 'there is no check "anomaly" to follow'],
])('a rule that cannot be meant is refused at its line: %s', async (args, words) => {
  writeContract(
    contractWith(`{id: volume, type: custom, engine: assay, implementation: {check: anomaly, ${args}}}`),
  );
  writeRows(3);
  const refused = await check({ source: 'readings', cwd }).catch((cause: unknown) => cause);
  const problems = refused instanceof Refusal ? refused.problems : (refused as Run).problems;
  expect(problems).toMatchObject([
    { code: 'rule-invalid', message: expect.stringContaining(words), where: { line: 8 } },
  ]);
});
