import { utimesSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normal, pick, randomFrom } from '../../../../bench/random.ts';
import type { ColumnDrift, DriftReport } from '../../src/domain/drift-report.ts';
import { addVersion, drift } from '../../src/index.ts';
import { runCli } from '../support/run-cli.ts';
import { type Placed, type TestTable, testEngines } from '../support/tables.ts';
import { folderPerTest } from '../support/test-folder.ts';

interface Reading {
  readonly temp: number;
  readonly torque: number;
  readonly kind: string;
  readonly load: number | null;
  readonly steady: number;
}

const rowsOf = (count: number, seed: number, change: (one: Reading, random: () => number) => Reading) => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const usual: Reading = {
      temp: 20 + 3 * normal(random),
      torque: 40 + 10 * normal(random),
      kind: pick(['L', 'L', 'L', 'M', 'M', 'G'], random),
      load: random() < 0.01 ? null : Math.round(100 * random()),
      steady: normal(random),
    };
    return change(usual, random);
  });
};

const usual = rowsOf(3000, 5, (one) => one);
const changed = rowsOf(2000, 6, (one, random) => ({
  ...one,
  temp: one.temp * 1.8 + 32,
  kind: random() < 0.04 ? 'H' : one.kind,
  load: random() < 0.12 ? null : one.load,
}));
const unchanged = rowsOf(2000, 7, (one) => one);

const names = ['temp', 'torque', 'kind', 'load', 'steady'] as const;
const csvOf = (rows: readonly Reading[]): string =>
  [names.join(','), ...rows.map((row) => names.map((name) => row[name] ?? '').join(','))].join('\n');

const columnOf = (report: DriftReport, name: string): ColumnDrift => {
  const found = report.columns.find(({ column }) => column === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return found;
};

const expectChanges = (report: DriftReport): void => {
  expect(report.drifted).toBe(true);
  expect(
    report.columns
      .filter(({ status }) => status === 'drifted')
      .map(({ column }) => column)
      .sort(),
  ).toEqual(['kind', 'load', 'temp']);
  expect(columnOf(report, 'temp').effect?.word).toBe('large');
  expect(columnOf(report, 'temp').changes.at(-1)).toBe('looks like °C → °F: 1.8 times plus 32');
  expect(columnOf(report, 'temp').changes[0]).toMatch(/^median 20\.\d+ → 6[78]\.\d+$/);
  expect(columnOf(report, 'kind').changes.join()).toMatch(/H is new, (3|4)(\.\d)? %/);
  expect(columnOf(report, 'load').changes).toEqual(['missing rose from 0.97 % to 14 %']);
  for (const name of ['torque', 'steady'])
    expect(columnOf(report, name)).toMatchObject({ status: 'stable', effect: null });
};

describe('a batch against what is usual', () => {
  const folder = folderPerTest();
  const write = (name: string, rows: readonly Reading[]): string => {
    folder.write(name, csvOf(rows));
    return name;
  };

  test('names the columns that moved, how, and by how much', async () => {
    const report = await drift({
      source: write('changed.csv', changed),
      against: write('usual.csv', usual),
      cwd: folder.path,
    });
    expectChanges(report);
    expect(report.rows).toEqual({ reference: 3000, current: 2000 });
  });

  test('does not alarm for another draw of the same', async () => {
    const report = await drift({
      source: write('unchanged.csv', unchanged),
      against: write('usual.csv', usual),
      cwd: folder.path,
    });
    expect(report.drifted).toBe(false);
    expect(report.columns.every(({ status }) => status === 'stable')).toBe(true);
  });

  test('alarms for columns that came and went', async () => {
    write('usual.csv', usual);
    folder.write('other.csv', csvOf(unchanged).replace('steady', 'spare'));
    const { structure, drifted } = await drift({
      source: 'other.csv',
      against: 'usual.csv',
      cwd: folder.path,
    });
    expect({ structure, drifted }).toEqual({ structure: ['steady is gone', 'spare is new'], drifted: true });
  });

  test('an outlier hides no shift', async () => {
    const [first, ...rest] = rowsOf(3000, 8, (one) => one);
    if (first === undefined) throw new Error('no rows');
    write('usual.csv', [{ ...first, torque: 1e9 }, ...rest]);
    write(
      'moved.csv',
      rowsOf(500, 9, (one) => ({ ...one, torque: one.torque + 30 })),
    );
    const report = await drift({ source: 'moved.csv', against: 'usual.csv', cwd: folder.path });
    expect(columnOf(report, 'torque')).toMatchObject({ status: 'drifted', effect: { word: 'large' } });
  });

  test('what is significant and too small alarms nobody', async () => {
    write('usual.csv', usual);
    write('changed.csv', changed);
    const report = await drift({
      source: 'changed.csv',
      against: 'usual.csv',
      minEffect: 'large',
      cwd: folder.path,
    });
    expect(columnOf(report, 'kind').status).toBe('small');
    expect(columnOf(report, 'temp').status).toBe('drifted');
  });

  test('of a confidential column only what is missing is told', async () => {
    write('usual.csv', usual);
    write('changed.csv', changed);
    folder.write(
      'c.odcs.yaml',
      `apiVersion: v3.1.0
kind: DataContract
id: secret
version: 1.0.0
status: active
schema:
  - name: changed
    properties:
      - {name: temp, logicalType: number, classification: restricted}
      - {name: kind, logicalType: string, classification: restricted}
`,
    );
    const report = await drift({
      source: 'changed.csv',
      against: 'usual.csv',
      contract: 'c.odcs.yaml',
      cwd: folder.path,
    });
    expect(columnOf(report, 'kind')).toMatchObject({ status: 'unknown', changes: [] });
    expect(JSON.stringify(report)).not.toMatch(/68\.\d/);
    expect(JSON.stringify(report)).not.toContain('"H');
  });

  test('on the command line: exit code 1 where it drifted, and one line a column', async () => {
    write('usual.csv', usual);
    write('changed.csv', changed);
    const moved = await runCli(['drift', 'changed.csv', '--against', 'usual.csv', '--quiet'], {
      cwd: folder.path,
    });
    expect(moved.code).toBe(1);
    expect(moved.stdout).toMatch(/^DRIFTED {2}changed {2}2,000 rows against usual, 3,000 rows/);
    expect(moved.stdout).toMatch(/\n✗ {2}temp +large +p < 1e-15 +median 20/);
    expect(moved.stdout).toContain('2 columns as chance would have it');
    write('unchanged.csv', unchanged);
    const still = await runCli(['drift', 'unchanged.csv', '--against', 'usual.csv', '--quiet'], {
      cwd: folder.path,
    });
    expect(still).toMatchObject({ code: 0, stderr: '' });
    expect(still.stdout).toMatch(/^STABLE/);
  });

  test('other tests are shown where they are asked for', async () => {
    folder.write('usual.csv', csvOf(usual));
    folder.write('changed.csv', csvOf(changed));
    const { columns } = await drift({
      source: 'changed.csv',
      against: 'usual.csv',
      tests: ['populationStability', 'kolmogorovSmirnov'],
      cwd: folder.path,
    });
    const of = (name: string) =>
      columns.find(({ column }) => column === name)?.tests?.map(({ test }) => test);
    expect(of('kind')).toEqual(['populationStability']);
    expect(of('temp')).toEqual(['populationStability', 'kolmogorovSmirnov']);
    const { stdout } = await runCli(
      ['drift', 'changed.csv', '--against', 'usual.csv', '--test', 'kolmogorovSmirnov', '--quiet'],
      { cwd: folder.path },
    );
    expect(stdout).toMatch(/\n {5}kolmogorovSmirnov 0\.969 \(p < 1e-15\)\n/);
  });

  test.each([
    ['--test', 'psi', 'no drift test called psi'],
    ['--false-alarms', '2', 'no rate between 0 and 1'],
    ['--false-alarms', 'often', 'no rate between 0 and 1'],
    ['--min-effect', 'huge', 'known sizes'],
  ])('%s %s is refused', async (option, value, words) => {
    const { code, stderr } = await runCli(['drift', 'a.csv', '--against', 'b.csv', option, value], {
      cwd: folder.path,
    });
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

const tableOf = (rows: readonly Reading[]): TestTable => ({
  columns: { temp: 'float', torque: 'float', kind: 'text', load: 'integer', steady: 'float' },
  rows: rows.map((row) => names.map((name) => row[name])),
});

describe.each(testEngines)('on $name', (engine) => {
  let placed: Placed;
  beforeAll(async () => {
    placed = await engine.place({ usual: tableOf(usual), changed: tableOf(changed) });
  });
  afterAll(() => placed.remove());

  test('the same columns drifted, in the same words', async () => {
    const { usual: against, changed: source } = placed.sources;
    if (against === undefined || source === undefined) throw new Error('no tables');
    expectChanges(await drift({ source, against }));
  });
});

describe('a reference that was kept', () => {
  const folder = folderPerTest();
  const kept = async (against: string): Promise<DriftReport> => {
    const asked: string[] = [];
    const report = await drift({
      source: 'changed.csv',
      against,
      cwd: folder.path,
      onProgress: (dataset) => asked.push(dataset),
    });
    reads.push(asked.includes('usual'));
    return report;
  };
  const reads: boolean[] = [];
  const old = new Date(Date.now() - 60_000);

  test('is not read again, until its file changes', async () => {
    reads.length = 0;
    folder.write('usual.csv', csvOf(usual));
    folder.write('changed.csv', csvOf(changed));
    utimesSync(folder.at('usual.csv'), old, old);
    await new Promise((done) => setTimeout(done, 2100));
    const { seconds: _took, ...first } = await kept('usual.csv');
    const { seconds: _again, ...second } = await kept('usual.csv');
    expect(second).toEqual(first);
    folder.write('usual.csv', csvOf(unchanged));
    const { rows } = await kept('usual.csv');
    expect(rows.reference).toBe(2000);
    expect(reads).toEqual([true, false, true]);
  });

  test('of a version is never read again, and by what it is judged changes nothing', async () => {
    reads.length = 0;
    folder.write('usual.csv', csvOf(usual));
    folder.write('changed.csv', csvOf(changed));
    await addVersion({ path: 'usual.csv', name: 'usual', cwd: folder.path, author: 'ana@plant.example' });
    const { seconds: _took, ...first } = await kept('usual@v1');
    const { seconds: _again, ...second } = await kept('usual@v1');
    expect(second).toEqual(first);
    expectChanges({ ...second, seconds: 0 });
    expect(reads).toEqual([true, false]);
  });
});
