import { describe, expect, test } from 'vitest';
import type { ColumnKind } from '../../src/domain/column.ts';
import { combined } from '../../src/suspects/combine.ts';
import { suspects } from '../../src/suspects/registry.gen.ts';
import type { CellText, NumberSpread } from '../../src/suspects/survey.ts';
import { surveyRows } from '../../src/suspects/survey-rows.ts';
import type { Finding } from '../../src/suspects/suspect.ts';
import { agreementOf, type Made, randomFrom, sensors, textRows } from './made.ts';

type Columns = Readonly<Record<string, readonly CellText[]>>;

interface Given {
  readonly kinds?: Readonly<Record<string, ColumnKind>>;
  readonly spread?: NumberSpread;
}

/** What a kind of suspect says of the cell of a row, rows from 0. */
const asked = (id: string, columns: Columns, given: Given = {}) => {
  const suspect = suspects.find((one) => one.id === id) ?? expect.fail(`no suspect ${id}`);
  const names = Object.keys(columns);
  const length = columns[names[0] ?? '']?.length ?? 0;
  const rows = textRows({
    columns: names,
    rows: Array.from({ length }, (_unused, row) => names.map((name) => columns[name]?.[row] ?? null)),
  });
  const { spread } = given;
  const survey = surveyRows(
    rows,
    names.map((name) => ({
      name,
      kind: given.kinds?.[name] ?? 'text',
      ...(spread === undefined ? {} : { spread }),
    })),
  );
  const { judge } = suspect.find(survey);
  return (row: number, column: string): Finding | undefined =>
    judge(rows[row] ?? expect.fail('no such row'), column);
};

const times = (count: number, ...values: readonly CellText[]): readonly CellText[] =>
  Array.from({ length: count }, () => values).flat();

describe('typo', () => {
  test('a rare text near a frequent one, with what was meant', () => {
    const say = asked('typo', { city: [...times(30, 'Hamburg', 'Bremen', 'Leipzig'), 'Hambrug'] });
    expect(say(90, 'city')).toMatchObject({ suggestion: 'Hamburg' });
    expect(say(90, 'city')?.chance).toBeGreaterThan(0.5);
    expect(say(0, 'city')).toBeUndefined();
  });

  test('a rare word beside numbers that differ', () => {
    const counts = Array.from({ length: 60 }, (_unused, index) => `${index} pallets`);
    const say = asked('typo', { load: [...counts, '17 palxets'] });
    expect(say(60, 'load')).toMatchObject({ suggestion: '17 pallets' });
  });

  test('names that are all alike are no typos of each other', () => {
    const say = asked('typo', {
      name: [...times(30, 'line a', 'line b', 'line c', 'line d'), 'line e'],
    });
    expect(say(120, 'name')?.chance ?? 0).toBeLessThan(0.4);
  });

  test('a name in many rows is a name of its own', () => {
    const say = asked('typo', {
      city: [...times(500, 'Brooklyn'), ...times(60, 'Brooklin'), ...times(60, 'Ulm')],
    });
    expect(say(500, 'city')).toBeUndefined();
  });
});

test('brokenFormat: a form that one cell in a hundred has, and no word', () => {
  const say = asked('brokenFormat', { code: [...times(100, 'A-17', 'B-204'), 'A/17', 'n/a'] });
  expect(say(200, 'code')?.chance).toBeGreaterThan(0.5);
  expect(say(0, 'code')).toBeUndefined();
  expect(say(201, 'code')).toBeUndefined();
});

test('missingWord: where it is rare; where it is the custom of the table it is none', () => {
  const rare = asked('missingWord', { status: [...times(100, 'ok', 'stopped'), 'N/A'] });
  expect(rare(200, 'status')?.chance).toBeGreaterThan(0.5);
  const usual = asked('missingWord', { status: times(50, 'ok', 'N/A') });
  expect(usual(1, 'status')).toBeUndefined();
});

test('impossibleDate: a day that no calendar has, and one that stands for none', () => {
  const say = asked('impossibleDate', {
    day: [...times(20, '2024-02-29', '2024-03-15'), '2023-02-29', '9999-12-31'],
  });
  expect(say(40, 'day')?.chance).toBeGreaterThan(0.9);
  expect(say(41, 'day')?.chance).toBeGreaterThan(0.5);
  expect(say(0, 'day')).toBeUndefined();
});

const spreadOf = (values: readonly number[]): NumberSpread => {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
  return {
    numbers: values.length,
    quartiles: [at(0.25), at(0.5), at(0.75)],
    smallest: sorted.slice(0, 101),
    largest: sorted.slice(-101).reverse(),
  };
};

describe('outlier', () => {
  const found = (values: readonly number[]): number => {
    const say = asked(
      'outlier',
      { x: values.map(String) },
      { kinds: { x: 'float' }, spread: spreadOf(values) },
    );
    return values.filter((_unused, row) => say(row, 'x') !== undefined).length;
  };

  test('readings a thousand times as large as all others', () => {
    const random = randomFrom(3);
    const values = Array.from({ length: 1000 }, () => 20 + 10 * random());
    expect(found([...values, 25_000, 21_000, 29_000])).toBe(3);
  });

  test('in 200 tables of 1,000 values of a heavy tail at most 2 have one (seed 5)', () => {
    const random = randomFrom(5);
    const tables = Array.from({ length: 200 }, () =>
      found(Array.from({ length: 1000 }, () => (1 - random()) ** (-1 / 1.5))),
    );
    expect(tables.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
  });
});

describe('outlierInGroup', () => {
  const kinds = { reading: 'float' } as const;
  const of = (made: Made) => {
    const columns = Object.fromEntries(
      made.columns.map((name, index) => [name, made.rows.map((cells) => cells[index] ?? null)]),
    );
    const readings = (columns.reading ?? []).map(Number);
    const say = asked('outlierInGroup', columns, { kinds, spread: spreadOf(readings) });
    return made.rows.flatMap((_unused, row) =>
      say(row, 'reading') === undefined ? [] : [`${row + 1} reading`],
    );
  };

  test.each([1, 2, 3])('a reading of another sensor, also where there are many (seed %i)', (seed) => {
    const made = sensors(3000, seed);
    const { precision, recall } = agreementOf(of(made), made.wrong);
    expect(precision).toBe(1);
    expect(recall).toBeGreaterThan(0.9);
  });

  test('in 40 tables without errors none (seed 4)', () => {
    for (let seed = 4; seed < 44; seed += 1) expect(of(sensors(1000, seed, 0)), `seed ${seed}`).toEqual([]);
  });

  test('a group that tells nothing of the numbers makes none', () => {
    const made = sensors(3000, 1);
    const random = randomFrom(8);
    const rows = made.rows.map(([, reading = '', shift = '']) => [
      `S${Math.floor(12 * random())}`,
      reading,
      shift,
    ]);
    expect(of({ ...made, rows })).toEqual([]);
  });

  test('with what is usual there', () => {
    const rows = Array.from({ length: 600 }, (_unused, row) => [
      `S${row % 3}`,
      String(100 * (row % 3) + (row % 7)),
    ]);
    const say = asked(
      'outlierInGroup',
      {
        sensor: [...rows.map(([sensor = '']) => sensor), 'S1'],
        reading: [...rows.map(([, of = '']) => of), '203'],
      },
      { kinds, spread: spreadOf(rows.map(([, of]) => Number(of))) },
    );
    expect(say(600, 'reading')).toEqual({
      chance: 0.7,
      reason: 'far above the other rows with the same sensor: their middle half is 101 to 105',
    });
    expect(say(600, 'sensor')).toBeUndefined();
  });
});

describe('swappedValues', () => {
  const country = times(20, 'Poland', 'France', 'Spain');
  const city = times(20, 'Lodz', 'Lyon', 'Cadiz');

  test('both cells of the row, each with what it should be', () => {
    const say = asked('swappedValues', { country: [...country, 'Lyon'], city: [...city, 'France'] });
    expect(say(60, 'country')).toMatchObject({ suggestion: 'France', home: 'city' });
    expect(say(60, 'city')).toMatchObject({ suggestion: 'Lyon', home: 'country' });
    expect(say(0, 'city')).toBeUndefined();
  });

  test('a value in many rows of both columns belongs to both', () => {
    const say = asked('swappedValues', {
      country: [...times(200, 'Poland', 'Luxembourg'), ...times(12, 'Spain', 'France')],
      city: [...times(200, 'Lodz', 'Lyon'), ...times(12, 'Luxembourg', 'Cadiz')],
    });
    expect(say(400, 'city')).toBeUndefined();
  });
});

describe('brokenDependency', () => {
  const plants = ['P1', 'P2', 'P3', 'P4'];
  const facts = {
    plant: times(25, ...plants),
    city: times(25, 'Lodz', 'Lyon', 'Cadiz', 'Brno'),
    manager: times(25, 'Nowak', 'Petit', 'Ruiz', 'Novak'),
  };

  test('the cell that the rest of the row contradicts, not its neighbours', () => {
    const say = asked('brokenDependency', {
      plant: [...facts.plant, 'P1'],
      city: [...facts.city, 'Lyon'],
      manager: [...facts.manager, 'Nowak'],
    });
    expect(say(100, 'city')).toMatchObject({ suggestion: 'Lodz' });
    expect(say(100, 'city')?.chance).toBeGreaterThan(0.5);
    expect(say(100, 'plant')?.chance ?? 0).toBeLessThan(0.4);
    expect(say(100, 'manager')?.chance ?? 0).toBeLessThan(0.4);
  });

  test('a missing value where all others have one', () => {
    const say = asked('brokenDependency', { ...facts, city: [null, ...facts.city.slice(1)] });
    expect(say(0, 'city')).toMatchObject({ suggestion: 'Lodz' });
  });

  test('where a column says little of another nothing is suspected', () => {
    const random = randomFrom(9);
    const drawn = Array.from({ length: 100 }, () => `S${Math.floor(4 * random())}`);
    const say = asked('brokenDependency', { plant: facts.plant, shift: drawn });
    expect(drawn.filter((_unused, row) => say(row, 'shift') !== undefined)).toEqual([]);
  });

  test('a value that its group agrees with is defended', () => {
    expect(asked('brokenDependency', facts)(0, 'city')?.defence).toBeGreaterThan(0.8);
  });
});

describe('contradicted', () => {
  const stated = (seed: number, right: (source: number) => number) => {
    const random = randomFrom(seed);
    const entity: string[] = [];
    const source: string[] = [];
    const value: string[] = [];
    for (let about = 0; about < 40; about += 1)
      for (let by = 0; by < 12; by += 1) {
        entity.push(`E${about}`);
        source.push(`source ${by}`);
        value.push(random() < right(by) ? `true ${about}` : `other ${Math.floor(500 * random())}`);
      }
    return { entity, source, value };
  };
  const suspected = (columns: ReturnType<typeof stated>): readonly number[] => {
    const say = asked('contradicted', columns);
    return columns.value.flatMap((_unused, row) => ((say(row, 'value')?.chance ?? 0) > 0.4 ? [row] : []));
  };

  test('claims that better sources contradict', () => {
    const columns = stated(2, (by) => 0.3 + 0.055 * by);
    const wrong = columns.value.flatMap((value, row) => (value.startsWith('other') ? [row] : []));
    expect(suspected(columns)).toEqual(wrong);
  });

  test('rows that differ by chance, from no source more than from another, are no claims (seed 4)', () => {
    expect(suspected(stated(4, () => 0.6))).toEqual([]);
  });
});

test('one score: reasons add up, a defence takes away', () => {
  expect(combined([])).toBe(0);
  expect(combined([{ chance: 0.5 }, { chance: 0.5 }])).toBeCloseTo(0.75);
  expect(combined([{ chance: 0.8 }, { chance: 0, defence: 0.9 }])).toBeCloseTo(0.08);
});
