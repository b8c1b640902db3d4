import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scores } from '../../src/domain/run.ts';
import { dimensions, severities, statuses, type Verdict } from '../../src/domain/verdict.ts';
import { scoresOf, verdictScore, type Weights } from '../../src/run/score.ts';
import { sampleVerdict } from '../catalog/sample-run.ts';

const columnsOf = ({ element }: Verdict): readonly string[] =>
  element === undefined ? [] : element.split(',');
const scores = (verdicts: readonly Verdict[], weights: Weights = {}): Scores =>
  scoresOf(verdicts, weights, columnsOf);

const failing = (count: number, total: number, given: Partial<Verdict> = {}): Verdict =>
  sampleVerdict({ status: 'fail', count, total, ...given });

test.each([
  ['passes', sampleVerdict(), 1],
  ['passes with exceptions it allows', sampleVerdict({ count: 3, total: 10 }), 1],
  ['fails on a quarter of the rows', failing(3, 12), 0.75],
  ['fails on every row', failing(12, 12), 0],
  ['fails without a count', sampleVerdict({ status: 'fail' }), 0],
  ['fails because it found no exception', failing(0, 12), 0],
  ['fails on an empty table', failing(0, 0), 0],
  ['counts more exceptions than rows', failing(20, 12), 0],
  ['is unknown', sampleVerdict({ status: 'unknown' }), 0],
  ['is waived', failing(3, 12, { waived: { until: '2027-01-01', owner: 'a', reason: 'b' } }), 0.75],
  ['does not apply', sampleVerdict({ status: 'not-applicable' }), undefined],
  ['is information', failing(3, 12, { severity: 'info' }), undefined],
] as const)('a verdict that %s', (_what, verdict, score) => {
  expect(verdictScore(verdict)).toBe(score);
});

test('a worked example, as the guide gives it', () => {
  const verdicts = [
    sampleVerdict({ dimension: 'completeness', element: 'temp' }),
    failing(25, 100, { dimension: 'completeness', element: 'humidity' }),
    failing(50, 100, { dimension: 'completeness', element: 'humidity', severity: 'warn' }),
    failing(10, 100, { dimension: 'accuracy', element: 'temp' }),
    sampleVerdict({ dimension: 'coverage', status: 'unknown', element: 'readings' }),
  ];
  const { overall, dimensions: found, columns } = scores(verdicts, { completeness: 2, coverage: 0 });
  expect(found).toEqual({ accuracy: 0.9, completeness: 0.8, coverage: 0 });
  expect(overall).toBeCloseTo((2 * 0.8 + 0.9) / 3, 12);
  expect(columns).toEqual({ temp: 0.95, humidity: (2 * 0.75 + 0.5) / 3, readings: 0 });
});

test('nothing to score has no score', () => {
  expect(scores([])).toEqual({ overall: null, dimensions: {}, columns: {} });
  expect(scores([sampleVerdict()], { accuracy: 0 })).toMatchObject({
    overall: null,
    dimensions: { accuracy: 1 },
  });
});

test('columns of any name keep their score', () => {
  const { columns } = scores([
    failing(1, 2, { element: '__proto__' }),
    sampleVerdict({ element: 'constructor' }),
  ]);
  expect(Object.entries(columns ?? {})).toEqual([
    ['__proto__', 0.5],
    ['constructor', 1],
  ]);
});

const verdict = fc
  .record({
    dimension: fc.constantFrom(...dimensions),
    severity: fc.constantFrom(...severities),
    status: fc.constantFrom(...statuses),
    element: fc.constantFrom('a', 'b', 'a,b'),
    total: fc.nat(1_000_000_000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, total, ...given }) => sampleVerdict({ ...given, total, count: Math.round(share * total) }));
const verdicts = fc.array(verdict, { minLength: 1, maxLength: 30 });
const weights: fc.Arbitrary<Weights> = fc
  .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 7, maxLength: 7 })
  .map((values) => Object.fromEntries(dimensions.map((dimension, index) => [dimension, values[index] ?? 1])));

const all = ({ overall, dimensions: found, columns }: Scores): Record<string, number | null> => ({
  overall,
  ...Object.fromEntries(Object.entries(found).map(([name, score]) => [`dimension ${name}`, score])),
  ...Object.fromEntries(Object.entries(columns ?? {}).map(([name, score]) => [`column ${name}`, score])),
});

describe('laws of scores', () => {
  const law = (
    title: string,
    check: (verdicts: readonly Verdict[], weights: Weights, pick: number) => void,
  ): void =>
    test(title, () => {
      fc.assert(fc.property(verdicts, weights, fc.nat(), check), { seed: 20260101, numRuns: 300 });
    });

  law('every score lies in [0, 1]', (given, own) => {
    for (const score of Object.values(all(scores(given, own)))) {
      if (score === null) continue;
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });

  law('mending a rule lowers no score', (given, own, pick) => {
    const index = pick % given.length;
    const broken = given[index];
    if (broken === undefined || broken.status === 'not-applicable') return;
    const before = all(scores(given, own));
    const after = all(scores(given.with(index, { ...broken, status: 'pass' }), own));
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [name, score] of Object.entries(before))
      expect(after[name] ?? 0).toBeGreaterThanOrEqual(score ?? 0);
  });

  law('fewer failing rows lower no score', (given, own, pick) => {
    const index = pick % given.length;
    const broken = given[index];
    if (broken?.status !== 'fail' || (broken.count ?? 0) < 2) return;
    const before = all(scores(given, own));
    const after = all(scores(given.with(index, { ...broken, count: (broken.count ?? 0) - 1 }), own));
    for (const [name, score] of Object.entries(before))
      expect(after[name] ?? 0).toBeGreaterThanOrEqual(score ?? 0);
  });

  law(
    'where everything passes every score is 1, and a failure is seen in its dimension',
    (given, own, pick) => {
      const passing = given.map((one): Verdict => ({ ...one, status: 'pass', severity: 'error' }));
      for (const [name, score] of Object.entries(all(scores(passing, own)))) {
        if (name !== 'overall' || score !== null) expect(score).toBe(1);
      }
      const index = pick % passing.length;
      const one: Verdict = passing[index] ?? sampleVerdict();
      const broken = scores(
        passing.with(index, { ...one, status: 'fail', count: 1, total: 1_000_000_000 }),
        own,
      );
      expect(broken.dimensions[one.dimension]).toBeLessThan(1);
    },
  );

  law('unknown counts as 0, a waiver changes nothing, information is not scored', (given, own, pick) => {
    const index = pick % given.length;
    const one = given[index];
    if (one === undefined) return;
    const unknown = scores(given.with(index, { ...one, status: 'unknown' }), own);
    const worst = scores(given.with(index, { ...one, status: 'fail', count: 5, total: 5 }), own);
    expect(unknown).toEqual(worst);
    const waived = { until: '2027-01-01', owner: 'a', reason: 'b' };
    expect(scores(given.with(index, { ...one, waived }), own)).toEqual(scores(given, own));
    expect(scores(given.with(index, { ...one, severity: 'info' }), own)).toEqual(
      scores(given.toSpliced(index, 1), own),
    );
  });

  law('only the proportions of weights count', (given, own) => {
    const scaled = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, value * 1000]));
    const [left, right] = [scores(given, own).overall, scores(given, scaled).overall];
    if (left === null) expect(right).toBeNull();
    else expect(right).toBeCloseTo(left, 9);
  });

  law('the order of verdicts is of no account, within rounding', (given, own) => {
    const [left, right] = [all(scores(given, own)), all(scores(given.toReversed(), own))];
    for (const [name, score] of Object.entries(left)) {
      if (score === null) expect(right[name]).toBeNull();
      else expect(right[name]).toBeCloseTo(score, 12);
    }
  });
});
