import { describe, expect, test } from 'vitest';
import { normal, randomFrom } from '../../../../bench/random.ts';
import { autocorrelationTime } from '../../src/stats/autocorrelation-time.ts';

const autoregressive = (phi: number, n: number, seed: number): Float64Array => {
  const random = randomFrom(seed);
  let value = normal(random) / Math.sqrt(1 - phi * phi);
  return Float64Array.from({ length: n }, () => {
    value = phi * value + normal(random);
    return value;
  });
};

describe('the autocorrelation time', () => {
  test.each([
    [0, 1],
    [0.5, 3],
    [0.9, 19],
    [0.95, 39],
  ])('of an autoregression of %d is (1 + φ) / (1 − φ) = %d', (phi, expected) => {
    const { time, atMost } = autocorrelationTime([autoregressive(phi, 50_000, 3)]);
    expect(Math.abs(time - expected) / expected).toBeLessThan(0.15);
    expect(atMost).toBeGreaterThan(expected);
    expect(atMost).toBeLessThan(1.4 * expected);
  });

  test('is at most what it says in 19 of 20 short series at least', () => {
    const below = Array.from({ length: 200 }, (_none, seed) => autoregressive(0.5, 1000, seed)).filter(
      (series) => autocorrelationTime([series]).atMost < 3,
    );
    expect(below.length).toBeLessThanOrEqual(20);
  });

  test('of stretches does not run over their ends', () => {
    const whole = autoregressive(0.9, 20_000, 5);
    const parts = [0, 1, 2, 3].map((at) => whole.subarray(at * 5000, (at + 1) * 5000));
    expect(autocorrelationTime(parts).time).toBeCloseTo(autocorrelationTime([whole]).time, -1);
  });

  test('of what does not vary, alternates or is not there is 1', () => {
    expect(autocorrelationTime([new Float64Array(100).fill(3)])).toEqual({ time: 1, atMost: 1 });
    expect(autocorrelationTime([Float64Array.from({ length: 100 }, (_none, at) => at % 2)]).time).toBe(1);
    expect(autocorrelationTime([])).toEqual({ time: 1, atMost: 1 });
  });
});
