import { describe, expect, test } from 'vitest';
import { type Cell, cellText } from '../../src/domain/cell.ts';
import type { ColumnKind } from '../../src/domain/column.ts';
import { bunchOf, bunchPlace } from '../../src/domain/missing-bunch.ts';
import { type MissingMap, type MissingParts, missingMapSchema } from '../../src/domain/missing-map.ts';
import { findColumn } from '../../src/plan/context.ts';
import { missingLines } from '../../src/report/missing-lines.ts';
import { profileTable } from '../../src/run/profile.ts';
import { type TestEngine, testEngines } from '../support/tables.ts';

const count = 1000;

const moment = (index: number): Cell => ({
  type: 'timestamp',
  value: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString().slice(0, 19),
});

interface Made {
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly rows: readonly (readonly Cell[])[];
}

/** Hourly rows, of which columns miss the last tenth, every fourth, all, and none. */
const hourly: Made = {
  columns: {
    at: 'timestamp',
    tail: 'float',
    twin: 'text',
    fourth: 'integer',
    empty: 'float',
    full: 'integer',
  },
  rows: Array.from({ length: count }, (_unused, index): Cell[] => [
    moment(index),
    index >= 900 ? null : index,
    index >= 900 ? null : 'x',
    index % 4 === 0 ? null : index,
    null,
    index,
  ]),
};

const mapOf = async (
  engine: TestEngine,
  made: Made,
  secret: string | undefined = undefined,
): Promise<MissingMap | undefined> => {
  const placed = await engine.place({ made });
  const session = await placed.connect();
  try {
    const opened = await session.open(placed.sources.made ?? expect.fail('not placed'), {
      name: 'made',
      declared: [],
    });
    const column = (name: string) => findColumn(opened.columns, name) ?? expect.fail(`no column ${name}`);
    const { missing } = await profileTable(
      session,
      { session, table: opened.relation, context: { column, hashName: session.dialect.hashName } },
      opened.columns,
      (name) => name === secret,
      {},
    );
    return missing;
  } finally {
    await session.close();
    await placed.remove();
  }
};

const partsIn = (map: MissingMap | undefined): MissingParts =>
  map === undefined || 'unknown' in map ? expect.fail(JSON.stringify(map)) : map;

const repeated = (values: readonly number[], times: number): readonly number[] =>
  values.flatMap((value) => Array.from({ length: times }, () => value));

describe.each(testEngines)('where values are missing, on $name', (engine) => {
  test('is counted in fifty parts, in the order of the rows or of their time', async () => {
    const map = partsIn(await mapOf(engine, hourly));
    expect(missingMapSchema.parse(JSON.parse(JSON.stringify(map)))).toEqual(map);
    expect(map.columns.map(({ name }) => name)).toEqual(['empty', 'tail', 'twin', 'fourth']);
    expect(map.rows).toEqual(repeated([20], 50));
    const missing = Object.fromEntries(map.columns.map(({ name, missing: own }) => [name, own]));
    expect(missing).toEqual({
      empty: map.rows,
      tail: [...repeated([0], 45), ...repeated([20], 5)],
      twin: missing.tail,
      fourth: repeated([5], 50),
    });
    expect(map.together).toEqual([['tail', 'twin']]);
    expect(map.leftOut).toBe(0);
    expect(missingLines(map, {})).toEqual([
      '',
      map.by === undefined
        ? 'missing in the last 10 % of the rows: tail, twin'
        : 'missing from 2026-02-07 11:06 to 2026-02-11 15:00: tail, twin',
    ]);
    expect(map.by === undefined ? 'at' : map.by.column).toBe('at');
  });

  test('needs no value that may not be shown', async () => {
    const map = await mapOf(engine, hourly, 'at');
    expect(map === undefined || 'unknown' in map ? 'no time' : map.by).toBe(
      engine.name === 'PostgreSQL' ? 'no time' : undefined,
    );
    expect(JSON.stringify(map)).not.toContain(cellText(moment(0)).slice(0, 10));
  });

  test('is said of no table that misses nothing, and of tables of a few rows', async () => {
    expect(await mapOf(engine, { columns: { n: 'integer' }, rows: [[1], [2]] })).toBeUndefined();
    const few: Made = {
      columns: { at: 'timestamp', n: 'integer' },
      rows: [
        [moment(0), 1],
        [moment(1), null],
      ],
    };
    const map = partsIn(await mapOf(engine, few));
    expect([map.rows.at(0), map.rows.at(-1)]).toEqual([1, 1]);
    expect(map.columns[0]?.missing.at(-1)).toBe(1);
  });

  test('tells apart what kinds of rows in turn leave out equally often', async () => {
    const kinds = 3;
    const names = ['a', 'b', 'c', 'a2', 'b2', 'c2', 'b3'];
    const inTurn: Made = {
      columns: { at: 'timestamp', ...Object.fromEntries(names.map((name) => [name, 'integer' as const])) },
      rows: Array.from({ length: 450 }, (_unused, row): Cell[] => [
        moment(row),
        ...names.map((name) => ('abc'.indexOf(name.charAt(0)) === row % kinds ? null : row)),
      ]),
    };
    const map = partsIn(await mapOf(engine, inTurn));
    expect(new Set(map.columns.map(({ missing }) => missing.join(' '))).size).toBe(1);
    expect(map.together).toEqual([
      ['a', 'a2'],
      ['b', 'b2', 'b3'],
      ['c', 'c2'],
    ]);
  });

  test('leaves columns beyond sixty out and says how many, those first that miss most at once', async () => {
    const names = Array.from({ length: 70 }, (_unused, index) => `c${index}`);
    const wide: Made = {
      columns: { at: 'timestamp', ...Object.fromEntries(names.map((name) => [name, 'integer' as const])) },
      rows: Array.from({ length: 100 }, (_unused, row): Cell[] => [
        moment(row),
        ...names.map((_name, index) => (row < index ? null : row)),
      ]),
    };
    const map = partsIn(await mapOf(engine, wide));
    expect(map.columns).toHaveLength(60);
    expect(map.leftOut).toBe(9);
    expect(map.columns[0]?.name).toBe('c69');
    for (const { name, missing } of map.columns)
      expect(missing.reduce((sum, one) => sum + one, 0)).toBe(Number(name.slice(1)));
  });
});

describe('a bunch of missing values', () => {
  const rows = repeated([100], 50);
  const place = (missing: readonly number[]): string | undefined => {
    const bunch = bunchOf(missing, rows);
    return bunch && bunchPlace({ rows: [...rows], columns: [], leftOut: 0, together: [] }, bunch);
  };

  test.each([
    ['in the first 4 % of the rows', [60, 40, ...repeated([0], 48)]],
    ['in the last 2 % of the rows', [...repeated([0], 49), 20]],
    ['in rows 1,001 to 1,200', [...repeated([0], 10), 50, 48, ...repeated([0], 37), 1]],
    [undefined, repeated([2], 50)],
    [undefined, [19, ...repeated([0], 49)]],
  ])('is %s', (words, missing) => {
    expect(place(missing)).toBe(words);
  });

  test('begins where the first value is missing, not in a time without rows before it', () => {
    expect(bunchOf([0, 0, 0, 40, 0], [100, 0, 0, 40, 100])).toEqual({ from: 3, to: 4 });
  });

  test.each([
    ['from 2026-03-08 to 2026-03-10', '2026-01-01T00:00:00', '2026-04-21T00:00:00'],
    ['from 2026-01-01 18:00 to 2026-01-01 18:36', '2026-01-01T00:00:00', '2026-01-02T06:00:00'],
    ['from 2026-01-01 00:06:00 to 2026-01-01 00:06:12', '2026-01-01T00:00:00', '2026-01-01T00:10:00'],
    ['from 2026-01-01 00:00:00.600 to 2026-01-01 00:00:00.620', '2026-01-01T00:00:00', '2026-01-01T00:00:01'],
  ])('is told as finely as the parts are long: %s', (words, from, to) => {
    const time = (value: string) => ({ type: 'timestamp', value }) as const;
    const by = { column: 'at', from: time(from), to: time(to) };
    const map = { by, rows: [...rows], columns: [], leftOut: 0, together: [] };
    expect(bunchPlace(map, { from: 30, to: 31 })).toBe(words);
  });
});
