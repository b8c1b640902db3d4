import { utimesSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../src/index.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
let days = 0;

const volume =
  '{id: volume, type: custom, engine: assay, severity: warn, implementation: {check: anomaly, of: rowCount}}';
const near =
  '{id: near, type: custom, engine: assay, severity: warn, implementation: {check: rowCountHistory, within: 20, minimumRuns: 2}}';

const writeContract = (rules: string): void =>
  folder.write(
    'r.odcs.yaml',
    `apiVersion: v3.1.0
kind: DataContract
id: readings
version: 1.0.0
status: active
schema:
  - name: readings
    quality: [${rules}]
    properties:
      - {name: temp, logicalType: number}
`,
  );

/** A file as it comes: `batch` makes its bytes its own. */
const writeRows = (count: number, batch: number): void =>
  folder.write('r.csv', `temp\n${`${20 + batch / 1000}\n`.repeat(count)}`);

const look = async () => {
  days += 1;
  const run = await check({
    source: 'readings',
    cwd: folder.path,
    now: new Date(Date.UTC(2026, 0, days, 6)),
  });
  const [verdict = expect.fail('no verdict')] = run.verdicts.filter(({ rule }) => /volume|near/.test(rule));
  return { run, verdict };
};

const usual = [100, 103, 98, 101, 99, 104, 97, 100, 102, 96, 101, 99, 103, 98, 100, 102, 97, 101];
const warmUp = async (): Promise<void> => {
  for (const [batch, count] of usual.entries()) {
    writeRows(count, batch);
    await look();
  }
};

beforeEach(() => {
  days = 0;
  folder.write('assay.yaml', 'version: 1\ndatasets:\n  readings: {path: r.csv, contract: r.odcs.yaml}\n');
});

describe('a file that is checked again', () => {
  test('teaches nothing, also where it was checked out anew', async () => {
    writeContract(volume);
    writeRows(100, 1);
    await look();
    await look();
    writeRows(100, 1);
    utimesSync(folder.at('r.csv'), 1, 1);
    expect((await look()).verdict).toMatchObject({
      status: 'unknown',
      message:
        'needs 16 earlier runs to know what is usual, has 0; 2 more looked at the same data again and do not count; 100 rows',
    });
    writeRows(103, 2);
    expect((await look()).verdict.message).toContain('has 1; 2 more looked');
    writeRows(103, 3);
    expect((await look()).verdict.message).toContain('has 2; 2 more looked');
  });

  test('is judged as it was when it was new, and is no new level however often it is looked at', async () => {
    writeContract(volume);
    await warmUp();
    writeRows(200, 50);
    const first = await look();
    expect(first.verdict).toMatchObject({ status: 'fail', evidence: { runs: 18 } });
    const range = /expected \d+ to \d+/.exec(first.verdict.message)?.[0];
    for (let again = 1; again <= 6; again += 1) {
      const { verdict } = await look();
      expect(verdict).toMatchObject({
        status: 'fail',
        evidence: { ...first.verdict.evidence, repeats: again },
        message: `200 rows, ${range} (last 18 runs, not counting ${again} repeat${again === 1 ? '' : 's'}); the same data as on 2026-01-19 at 06:00 UTC, judged as then`,
      });
    }
    for (let batch = 51; batch < 55; batch += 1) {
      writeRows(200, batch);
      expect((await look()).verdict.status).toBe('fail');
    }
    writeRows(200, 55);
    expect((await look()).verdict.status).toBe('pass');
  });

  test('that comes back after others is judged by today', async () => {
    writeContract(volume);
    await warmUp();
    writeRows(usual[3] ?? 0, 3);
    const { verdict } = await look();
    expect(verdict).toMatchObject({ status: 'pass', evidence: { runs: 17, repeats: 1 } });
    expect(verdict.message).not.toContain('the same data');
  });

  test('counts once for rowCountHistory too', async () => {
    writeContract(near);
    writeRows(100, 1);
    for (let again = 0; again < 3; again += 1) await look();
    writeRows(100, 2);
    expect((await look()).verdict.message).toContain('has 1; 2 more looked at the same data again');
    writeRows(100, 3);
    expect((await look()).verdict).toMatchObject({ status: 'pass', evidence: { runs: 2 } });
  });
});

test('what a run judged is kept only where a rule looks back', async () => {
  writeContract('{type: library, metric: rowCount, mustBeGreaterThan: 0}');
  writeRows(3, 1);
  expect((await check({ source: 'readings', cwd: folder.path })).subject.input).toBeUndefined();
  writeContract(near);
  const [one, other] = [(await look()).run, (await look()).run];
  expect(one.subject.input).toMatch(/^[0-9a-f]{32}$/);
  expect(other.subject.input).toBe(one.subject.input);
  const scoped = await check({ source: 'readings', cwd: folder.path, where: 'temp > 0' });
  expect(scoped.subject.input).toMatch(/^[0-9a-f]{32}$/);
  expect(scoped.subject.input).not.toBe(one.subject.input);
});
