import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suspectsSchema } from '../../src/domain/suspects.ts';
import { suspects } from '../../src/index.ts';
import { suspectsText } from '../../src/report/suspects-text.ts';
import { findSuspects } from '../../src/run/suspects/find-suspects.ts';
import { spreadsWithin } from '../../src/run/suspects/spreads.ts';
import { textTable } from '../../src/run/suspects/text-table.ts';
import { pairKey, surveyRows } from '../../src/suspects/survey-rows.ts';
import { runCli } from '../support/run-cli.ts';
import { testEngines } from '../support/tables.ts';
import { agreementOf, csvOf, machines, sensors } from './made.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-suspects-'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const everything = Number.MAX_SAFE_INTEGER;
const placed = (cells: readonly { readonly row?: number | undefined; readonly column: string }[]): string[] =>
  cells.map(({ row, column }) => `${row} ${column}`);

describe('the cells that were made wrong', () => {
  test.each([
    ['read whole', 3000, 1],
    ['read whole, another seed', 3000, 2],
    ['counted by the engine', 210_000, 3],
  ])('in a table that is %s', async (_title, rows, seed) => {
    const made = machines(rows, seed);
    writeFileSync(join(cwd, 'machines.csv'), csvOf(made));
    const found = await suspects({ source: 'machines.csv', cwd, most: everything });
    const { precision, recall } = agreementOf(placed(found.cells), made.wrong);
    expect(precision).toBeGreaterThan(0.9);
    expect(recall).toBeGreaterThan(0.9);
    expect(found.found).toBe(found.cells.length);
    expect(suspectsSchema.parse(found)).toEqual(found);
  });

  test.each([
    ['read whole', 3000, 1],
    ['counted by the engine', 60_000, 2],
  ])('among the readings of its sensor, in a table that is %s', async (_title, rows, seed) => {
    const made = sensors(rows, seed);
    writeFileSync(join(cwd, 'sensors.csv'), csvOf(made));
    const found = await suspects({ source: 'sensors.csv', cwd, most: everything });
    const inGroup = found.cells.filter(({ reasons }) =>
      reasons.some(({ suspect }) => suspect === 'outlierInGroup'),
    );
    const { precision, recall } = agreementOf(placed(inGroup), made.wrong);
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.9);
  });

  test('none in a table without errors (seed 4)', async () => {
    const made = machines(3000, 4);
    const right = made.rows.filter((_unused, row) =>
      made.columns.every((name) => !made.wrong.has(`${row + 1} ${name}`)),
    );
    writeFileSync(join(cwd, 'clean.csv'), csvOf({ ...made, rows: right }));
    expect((await suspects({ source: 'clean.csv', cwd })).cells).toEqual([]);
  });

  test('under a condition, with their rows in the file', async () => {
    const made = machines(3000, 1);
    writeFileSync(join(cwd, 'machines.csv'), csvOf(made));
    const found = await suspects({ source: 'machines.csv', cwd, where: "id < 'M120'", most: everything });
    const cells = placed(found.cells);
    expect(cells.length).toBeGreaterThan(10);
    expect(cells.filter((cell) => !made.wrong.has(cell)).length).toBeLessThan(0.1 * cells.length);
    expect(made.rows.length).toBeGreaterThan(found.rows);
  });
});

test('every engine finds the same cells; where rows have no order they are named by a key', async () => {
  const made = machines(400, 6);
  const table = {
    columns: { n: 'integer', id: 'text', machine: 'text', hall: 'text', code: 'text', reading: 'float' },
    rows: made.rows.map((cells, row) => [row + 1, ...cells.slice(0, 4), Number(cells[4])]),
  } as const;
  const answers: string[][] = [];
  for (const engine of testEngines) {
    const there = await engine.place({ made: table });
    const session = await there.connect();
    try {
      const opened = await session.open(there.sources.made ?? expect.fail('not placed'), {
        name: 'made',
        declared: [],
      });
      const { cells } = await findSuspects(session, opened, { most: everything, confidential: () => false });
      answers.push(
        cells.map(({ key, column, score }) => `${key?.value} ${column} ${score.toFixed(6)}`).toSorted(),
      );
    } finally {
      await session.close();
      await there.remove();
    }
  }
  const [first = []] = answers;
  expect(first.length).toBeGreaterThan(5);
  for (const answer of answers) expect(answer).toEqual(first);
});

test('every engine counts within groups what the rows say', async () => {
  const made = sensors(500, 5);
  const rows = made.rows.map(([sensor = null, reading]) => [sensor, Number(reading)]);
  const columns = { q1: 'text', reading: 'float' } as const;
  const said = surveyRows(
    rows.map(
      ([sensor, reading]) =>
        new Map([
          ['q1', sensor as string],
          ['reading', String(reading)],
        ]),
    ),
    [
      { name: 'q1', kind: 'text' },
      { name: 'reading', kind: 'float' },
    ],
  ).within('q1', 'reading');
  for (const engine of testEngines) {
    const there = await engine.place({ made: { columns, rows } });
    const session = await there.connect();
    try {
      const opened = await session.open(there.sources.made ?? expect.fail('not placed'), {
        name: 'made',
        declared: [],
      });
      const table = textTable(session, opened, undefined);
      const found = await spreadsWithin(session, table, [{ group: 'q1', column: 'reading' }], {});
      const counted = found.get(pairKey('q1', 'reading')) ?? expect.fail('not counted');
      expect(new Set(counted.keys())).toEqual(new Set(said?.keys()));
      for (const [sensor, { quartiles, ...rest }] of counted) {
        const { quartiles: expected = [], ...others } = said?.get(sensor) ?? {};
        expect(rest).toEqual(others);
        for (const [index, quartile] of quartiles.entries())
          expect(quartile).toBeCloseTo(expected[index] ?? 0, 9);
      }
    } finally {
      await session.close();
      await there.remove();
    }
  }
});

describe('confidential columns', () => {
  const contract = `apiVersion: v3.1.0
kind: DataContract
id: people
version: 1.0.0
status: active
schema:
  - name: people
    properties:
      - {name: place, logicalType: string}
      - {name: patient, logicalType: string, classification: confidential}
`;
  const places = ['Hamburg', 'Bremen', 'Leipzig'];
  const patients = ['Anna Schmidt', 'Jonas Weber', 'Mia Fischer'];
  const rows = Array.from({ length: 90 }, (_unused, row) => `${places[row % 3]},${patients[row % 3]}`);

  test('are counted, and no value of them is shown, wherever it stands', async () => {
    writeFileSync(join(cwd, 'people.odcs.yaml'), contract);
    writeFileSync(
      join(cwd, 'people.csv'),
      [
        'place,patient',
        ...rows,
        'Mia Fischer,Leipzig',
        'Bremen,Jonas Wexber',
        'Hambrug,Anna Schmidt',
        '',
      ].join('\n'),
    );
    const found = await suspects({ source: 'people.csv', contract: 'people.odcs.yaml', cwd });
    expect(found.columns.find(({ name }) => name === 'patient')).toMatchObject({
      confidential: true,
      found: 2,
    });
    expect(found.cells.map(({ column }) => column)).not.toContain('patient');
    expect(found.cells.map(({ value }) => value)).toContain('Hambrug');
    expect(found.cells.find(({ row }) => row === 91)).not.toHaveProperty('suggestion');
    const shown = JSON.stringify(found) + suspectsText(found, { colour: false });
    for (const secret of [...patients, 'Wexber', 'Schmidt', 'Fischer']) expect(shown).not.toContain(secret);
    expect(shown).toContain('(confidential: not listed)');
  });
});

describe('assay profile --suspects', () => {
  test('lists so many cells, and says how many there are', async () => {
    writeFileSync(join(cwd, 'machines.csv'), csvOf(machines(3000, 1)));
    const { code, stdout, stderr } = await runCli(['profile', 'machines.csv', '--suspects', '3', '--quiet'], {
      cwd,
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/row {2}column {2}.*value.*likely.*score {2}suspect/);
    expect(stdout).toMatch(/cells with a score of 0\.4 or more; the first 3 are listed/);
  });

  test.each([
    [['--suspects', 'many'], 'usage  --suspects many is no count of cells'],
    [['--suspects', '--open'], 'usage  --suspects lists cells and makes no page'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await runCli(['profile', 'machines.csv', ...args], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
