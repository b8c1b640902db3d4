import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inFolder, initIn, problemsOf, uncommented } from './in-folder.ts';

const vega = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data');
const shared = resolve(import.meta.dirname, '../../../../../shared/data');

const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'birdstrikes.csv',
      'movies.json',
      'seattle-weather.csv',
      'us-employment.csv',
      'zipcodes.csv',
      'ohlc.json',
      'penguins.json',
      'unemployment.tsv',
    ].map((name) => [name, join(vega, name)]),
  ),
  ...Object.fromEntries(
    [
      'ai4i2020/ai4i2020.csv',
      'adult/adult.data',
      'skab/valve1/0.csv',
      'census-employment/employment_MA_reference.parquet',
      'compas/compas_discretized.csv',
      'salaries/Salaries.csv',
      'cell-errors/hospital/dirty.csv',
      'cell-errors/hospital/clean.csv',
      'cell-errors/flights/dirty.csv',
    ].map((name) => [name, join(shared, name)]),
  ),
};

describe('init on real data', () => {
  for (const [name, path] of Object.entries(files)) {
    const absent = !existsSync(path);
    test.skipIf(absent && process.env.ASSAY_TEST_ALL !== '1')(
      `${name}: a valid contract without lint that admits it, and every question is a valid rule`,
      () =>
        inFolder(async (folder) => {
          const { report, contractOf, check } = await initIn(folder, [path]);
          const contract = contractOf(report.datasets[0]?.name ?? '');
          expect(problemsOf(contract)).toEqual([]);
          expect(problemsOf(uncommented(contract))).toEqual([]);
          expect(uncommented(contract).match(/^\s*# (?!review: |Drafted|A line)/gm)).toBeNull();
          const [run] = await check();
          expect(run?.verdicts.filter(({ status }) => status === 'fail' || status === 'unknown')).toEqual([]);
          expect(run?.decision).toBe('admit');
          expect(report.rules + report.review).toBeGreaterThan(3);
        }),
    );
  }
});

const hostile = [
  'a"b',
  'line\nend',
  'carriage\rreturn',
  'emoji 😀',
  'x'.repeat(300),
  'dot.ted[0]',
  '"; DROP TABLE x --',
  '# comment',
  '- item: {',
  'null',
  'a: b',
  "it's",
  '% of x',
  `\${var:x}`,
  '1e5',
  '~bucket',
];
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('init on strange data', () => {
  const admits = (name: string, text: string, rows: number) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'it.csv'), text);
      const { report, contractOf, check } = await initIn(folder, ['it.csv']);
      expect(report.datasets[0]?.rows, name).toBe(rows);
      expect(problemsOf(contractOf('it')), name).toEqual([]);
      expect(problemsOf(uncommented(contractOf('it'))), name).toEqual([]);
      expect((await check())[0]?.decision, name).toBe('admit');
      return report;
    });

  test('column names and values made of quotes, line ends, emoji, YAML and SQL', async () => {
    const line = (row: number): string =>
      hostile
        .map(
          (_name, index) =>
            ['u\n#v', 'w: x', `${row}`, (row * 0.37).toFixed(2), `{"${row % 3}"`][
              (row + index) % 3 === 0 ? index % 2 : 2 + (index % 3)
            ] ?? '',
        )
        .map(quoted)
        .join(',');
    const text = [
      hostile.map(quoted).join(','),
      ...Array.from({ length: 300 }, (_unused, row) => line(row)),
    ].join('\n');
    const report = await admits('hostile', `${text}\n`, 300);
    expect(report.datasets[0]?.columns.map(({ name }) => name)).toEqual(hostile);
  });

  test('one row and ten rows: types, and questions only', async () => {
    for (const rows of [1, 10]) {
      const lines = Array.from({ length: rows }, (_unused, row) => `${row},${row % 2}x`);
      const report = await admits(`${rows} rows`, `id,b\n${lines.join('\n')}\n`, rows);
      expect(report.rules, 'only that there are rows').toBe(1);
      expect(report.review).toBeGreaterThan(0);
    }
  });

  test('a column without values and one with a single value', async () => {
    const lines = Array.from({ length: 200 }, (_unused, row) => `${row},,on,7`);
    const report = await admits('empty', `id,empty,constant,seven\n${lines.join('\n')}\n`, 200);
    const of = (column: string) => report.datasets[0]?.suggestions.filter((one) => one.column === column);
    expect(of('empty')).toEqual([]);
    expect(of('seven')?.map(({ check }) => check)).toEqual(['required']);
  });

  test('2,000 columns', async () => {
    const names = Array.from({ length: 2000 }, (_unused, index) => `c${index}`);
    const lines = Array.from({ length: 60 }, (_unused, row) =>
      names.map((_name, index) => (row * 7 + index) % 97).join(','),
    );
    const report = await admits('wide', `${names.join(',')}\n${lines.join('\n')}\n`, 60);
    expect(report.datasets[0]?.columns).toHaveLength(2000);
  }, 120_000);

  test('no rows: a problem, and nothing is written', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'it.csv'), 'a,b\n');
      await expect(initIn(folder, ['it.csv'])).rejects.toThrow('no rows');
      expect(existsSync(join(folder, 'assay.yaml'))).toBe(false);
    }));

  test('what the data fail whatever the contract says is told', () =>
    inFolder(async (folder) => {
      const lines = Array.from({ length: 100 }, (_unused, row) => `${row},q`);
      writeFileSync(join(folder, 'it.csv'), `id,b\n1000,y,z\n${lines.join('\n')}\n`);
      const { report } = await initIn(folder, ['it.csv']);
      expect(report.datasets[0]?.notes.join()).toContain('could not be read');
    }));
});

test(
  'values that only the rows kept back hold make questions, with bounds that hold them',
  () =>
    inFolder(async (_folder) => {
      const lines = Array.from(
        { length: 400 },
        (_unused, row) => `${row},${((row * 37) % 101) / 10},${row % 2}`,
      );
      let asked = 0;
      for (let odd = 0; odd < 40; odd += 1) {
        await inFolder(async (own) => {
          const changed = lines.with(
            odd * 9,
            `${odd * 9},${odd % 2 === 0 ? 999 : 'NaN'},${odd % 3 === 0 ? 7 : 1}`,
          );
          writeFileSync(join(own, 'odd.csv'), `id,v,flag\n${changed.join('\n')}\n`);
          const { report, check } = await initIn(own, ['odd.csv']);
          expect((await check())[0]?.decision).toBe('admit');
          const maximum = report.datasets[0]?.suggestions.find(({ body }) => 'maximum' in body);
          if (maximum?.reason.startsWith('one of the rows kept back has 999')) {
            asked += 1;
            expect(maximum.sure).toBe(false);
            expect(maximum.body.maximum).toBeGreaterThanOrEqual(999);
            expect(maximum.reason).toMatch(/beyond 1\d/);
          }
        });
      }
      expect(asked).toBeGreaterThan(0);
    }),
  60_000,
);
