import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expectation, expectedRange } from '../../../src/stats/expected-range/expected-range.ts';
import { clockOf } from '../../../src/stats/expected-range/seasons.ts';
import type { Observation } from '../../../src/stats/expected-range/series.ts';
import { errorsNeeded } from '../../../src/stats/expected-range/warm-up.ts';

const day = 86_400_000;
const monday = Date.UTC(2026, 0, 5, 6);
const noise = [0, 1, -2, 2, -1, 0, 3, -1, 1, -3, 2, 0, -1, 1, 0, -2, 1, 2, -1];

const past = (
  length: number,
  value: (index: number) => number,
  kind: (index: number) => Observation['kind'] = () => 'usual',
): readonly Observation[] =>
  Array.from({ length }, (_none, index) => ({
    at: monday + index * day,
    value: value(index) + (noise[(index * 8) % noise.length] ?? 0),
    kind: kind(index),
  }));

const after = (observations: readonly Observation[], falseAlarms = 0.01, zone = 'UTC'): Expectation =>
  expectedRange(observations, { at: monday + observations.length * day, zone, falseAlarms });

const rangeAfter = (observations: readonly Observation[]): Extract<Expectation, { kind: 'range' }> => {
  const found = after(observations);
  return found.kind === 'range' ? found : expect.fail(found.kind);
};

describe('warm-up', () => {
  test('takes longer the rarer a false alarm may be', () => {
    const needs = [0.1, 0.01, 0.001].map(errorsNeeded);
    expect(needs).toEqual(needs.toSorted((one, other) => one - other));
    expect(new Set(needs).size).toBe(3);
  });

  test('says how many runs are needed, and keeps its word', () => {
    const found = after(past(3, () => 100));
    const needs = found.kind === 'warm-up' ? found.needs : expect.fail(found.kind);
    expect(found.runs).toBe(3);
    expect(after(past(needs - 1, () => 100)).kind).toBe('warm-up');
    expect(after(past(needs, () => 100)).kind).toBe('range');
    expect(after([]).kind).toBe('warm-up');
  });
});

test('a steady level: the range is around it, of the width of the noise', () => {
  const { low, high, runs, season, hasTrend } = rangeAfter(past(60, () => 100));
  expect({ runs, season, hasTrend }).toEqual({ runs: 60, season: undefined, hasTrend: false });
  expect(low).toBeGreaterThan(88);
  expect(low).toBeLessThan(97);
  expect(high).toBeGreaterThan(103);
  expect(high).toBeLessThan(112);
});

test('a trend is followed', () => {
  const { low, high, hasTrend } = rangeAfter(past(60, (index) => 100 + 3 * index));
  expect(hasTrend).toBe(true);
  expect(low).toBeLessThan(280);
  expect(low).toBeGreaterThan(265);
  expect(high).toBeGreaterThan(280);
  expect(high).toBeLessThan(295);
});

test('a weekly season is found, and a weekday is not measured by a Sunday', () => {
  const week = past(70, (index) => (index % 7 >= 5 ? 30 : 100));
  const monday = rangeAfter(week);
  expect(monday.season).toBe('weekly season');
  expect(monday.low).toBeGreaterThan(80);
  const saturday = rangeAfter(week.slice(0, 68));
  expect(saturday.high).toBeLessThan(50);
});

test('before a season can be known, what came once a week is believed', () => {
  const { low } = rangeAfter(past(19, (index) => (index % 7 >= 5 ? 30 : 100)));
  expect(low).toBeLessThan(30);
});

test('an hour of the day is told from the others', () => {
  const hourly = Array.from({ length: 24 * 12 }, (_none, index) => ({
    at: monday + index * 3_600_000,
    value: (index % 24 === 0 ? 500 : 100) + (noise[(index * 8) % noise.length] ?? 0),
    kind: 'usual' as const,
  }));
  const at = (index: number) =>
    expectedRange(hourly.slice(0, index), { at: monday + index * 3_600_000, zone: 'UTC', falseAlarms: 0.01 });
  expect(at(24 * 11)).toMatchObject({ kind: 'range', season: 'daily season' });
  expect(at(24 * 11)).toSatisfy((found) => found.low > 450);
  expect(at(24 * 11 + 1)).toSatisfy((found) => found.high < 150);
});

test('weekdays and hours are those of the zone, in summer too', () => {
  const times = [Date.UTC(2026, 2, 28, 22, 30), Date.UTC(2026, 2, 29, 22, 30)];
  const at = (zone: string) => {
    const { weekdays, hours } = clockOf(times, zone);
    return [...weekdays].map((weekday, index) => [weekday, hours[index]]);
  };
  expect(at('UTC')).toEqual([
    [6, 22],
    [0, 22],
  ]);
  expect(at('Etc/GMT')).toEqual(at('UTC'));
  expect(at('Europe/Berlin')).toEqual([
    [6, 23],
    [1, 0],
  ]);
});

describe('anomalies', () => {
  const wild = (index: number) => (index === 40 || index === 50 ? 1000 : 100);

  test('move neither the level nor the width', () => {
    const clean = rangeAfter(past(60, () => 100));
    const found = rangeAfter(past(60, wild, (index) => (wild(index) === 100 ? 'usual' : 'anomaly')));
    expect(found.runs).toBe(58);
    expect(found.high).toBeLessThan(clean.high + 6);
  });

  test('that stay for five runs are the new level; four are not', () => {
    const moved = (length: number) =>
      past(
        length,
        (index) => (index < 60 ? 100 : 200),
        (index) => (index < 60 ? 'usual' : 'anomaly'),
      );
    expect(rangeAfter(moved(64)).high).toBeLessThan(115);
    const learned = rangeAfter(moved(65));
    expect(learned.low).toBeGreaterThan(180);
    expect(learned.high).toBeLessThan(220);
  });

  test('that nobody let in are never learned, however many', () => {
    const refused = past(
      90,
      (index) => (index < 60 ? 100 : 200),
      (index) => (index < 60 ? 'usual' : 'refused'),
    );
    expect(rangeAfter(refused).high).toBeLessThan(115);
  });

  test('that do not agree with each other are no level', () => {
    const scattered = past(
      70,
      (index) => (index < 60 ? 100 : 150 * 2 ** (index - 60)),
      (index) => (index < 60 ? 'usual' : 'anomaly'),
    );
    expect(rangeAfter(scattered).high).toBeLessThan(115);
  });
});

describe('a number that is always the same', () => {
  const same = (length: number): readonly Observation[] =>
    Array.from({ length }, (_none, index) => ({ at: monday + index * day, value: 5, kind: 'usual' }));

  test('may stay so', () => {
    expect(after(same(30))).toMatchObject({ kind: 'too-steady', low: 5, high: 5, needs: 104 });
  });

  test('may not change once it was the same in as many runs as there is one false alarm', () => {
    expect(after(same(103)).kind).toBe('too-steady');
    expect(after(same(104))).toMatchObject({ kind: 'range', low: 5, high: 5 });
  });
});

test('numbers of any size give a range that is finite, in order, and scales with them', () => {
  const series = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 30, maxLength: 60 });
  fc.assert(
    fc.property(series, fc.constantFrom(0.1, 0.01, 0.001), (values, falseAlarms) => {
      const found = after(
        values.map((value, index) => ({ at: monday + index * day, value, kind: 'usual' })),
        falseAlarms,
      );
      if (found.kind !== 'range' && found.kind !== 'too-steady') return found.kind === 'new-phase';
      return Number.isFinite(found.low) && found.low <= found.high && !Number.isNaN(found.high);
    }),
    { seed: 20_260_104, numRuns: 60 },
  );
});

test('small counts may be zero for the first time', () => {
  const counts = [3, 1, 2, 6, 2, 1, 4, 9, 2, 3, 1, 5, 2, 7, 1, 3, 2, 4, 1, 8, 2, 3];
  const found = after(
    [...counts, ...counts].map((value, index) => ({ at: monday + index * day, value, kind: 'usual' })),
    0.001,
  );
  expect(found).toSatisfy((range) => range.kind === 'range' && range.low <= 0);
});

test('a rarer false alarm never makes the range narrower', () => {
  const series = past(80, (index) => 100 + (index % 7));
  const widths = [0.1, 0.01, 0.001, 0.0002].map((falseAlarms) => {
    const found = after(series, falseAlarms);
    return 'low' in found ? found.high - found.low : expect.fail(found.kind);
  });
  expect(widths).toEqual(widths.toSorted((one, other) => one - other));
});
