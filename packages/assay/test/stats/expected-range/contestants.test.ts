import { describe, expect, test } from 'vitest';
import type { PastRun } from '../../../../../bench/anomaly/contestant.ts';
import { deequ } from '../../../../../bench/anomaly/contestants.ts';
import { smoothed } from '../../../../../bench/anomaly/holt-winters.ts';
import { randomFrom } from '../../../../../bench/anomaly/random.ts';

const { normal } = randomFrom(20_260_107);
const values = Array.from({ length: 40 }, () => 100 + 5 * normal());
const past: readonly PastRun[] = values.map((value, index) => ({
  at: index,
  value,
  kind: index === 20 ? 'anomaly' : 'usual',
  wasBlocked: false,
}));
const rangeOf = (id: string, of = past): readonly [number, number] =>
  deequ(7)
    .find((one) => one.id === id)
    ?.range(of, 40, 'UTC') ?? expect.fail(id);

const meanOf = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;
const spreadOf = (of: readonly number[], less: 0 | 1): number =>
  Math.sqrt(of.reduce((sum, value) => sum + (value - meanOf(of)) ** 2, 0) / (of.length - less));

describe('the strategies beside Assay are those of their definitions', () => {
  test('BatchNormal: three sample deviations of all earlier points around their mean', () => {
    const [low, high] = rangeOf('batch');
    expect(low).toBeCloseTo(meanOf(values) - 3 * spreadOf(values, 1), 9);
    expect(high).toBeCloseTo(meanOf(values) + 3 * spreadOf(values, 1), 9);
  });

  test('OnlineNormal: three deviations of all points, the tested one and earlier anomalies within', () => {
    const isOutside = (value: number): boolean => {
      const all = [...values, value];
      return Math.abs(value - meanOf(all)) > 3 * spreadOf(all, 0);
    };
    for (const end of rangeOf('online')) {
      const outwards = end > meanOf(values) ? 1e-6 : -1e-6;
      expect([isOutside(end - outwards), isOutside(end + outwards)]).toEqual([false, true]);
    }
    expect(rangeOf('online', past.slice(0, 9))).toEqual([-Infinity, Infinity]);
  });

  test('RelativeRateOfChange: half to twice the last one, below zero too', () => {
    expect(rangeOf('rate', past.slice(0, 1))).toEqual([(values[0] ?? 0) / 2, (values[0] ?? 0) * 2]);
    expect(rangeOf('rate', [{ at: 0, value: -4, kind: 'usual', wasBlocked: false }])).toEqual([-8, -2]);
  });

  test('Holt-Winters: its recurrences, with the trend and level before the value in the season', () => {
    const [period, alpha, beta, gamma] = [7, 0.3, 0.2, 0.4];
    const cycle = (at: number): number => meanOf(values.slice(at * period, (at + 1) * period));
    const level = [cycle(0)];
    const trend = [(cycle(1) - cycle(0)) / period];
    const season = values.slice(0, period).map((value) => value - cycle(0));
    const of = (from: readonly number[], at: number): number => from[at] ?? expect.fail('no value');
    const forecast = (at: number): number => of(level, at) + of(trend, at) + of(season, at);
    const residuals = values.map((value, t) => {
      const residual = value - forecast(t);
      level.push(alpha * (value - of(season, t)) + (1 - alpha) * (of(level, t) + of(trend, t)));
      trend.push(beta * (of(level, t + 1) - of(level, t)) + (1 - beta) * of(trend, t));
      season.push(gamma * (value - of(level, t) - of(trend, t)) + (1 - gamma) * of(season, t));
      return residual;
    });
    const fit = smoothed(values, period, [alpha, beta, gamma]);
    expect(fit.forecast).toBeCloseTo(forecast(values.length), 9);
    expect(fit.residuals.length).toBe(residuals.length);
    for (const [at, residual] of fit.residuals.entries()) expect(residual).toBeCloseTo(of(residuals, at), 9);
  });

  test('HoltWinters says nothing before two cycles, and fits its weights', () => {
    expect(deequ(7).at(-1)?.range(past.slice(0, 13), 13, 'UTC')).toBeUndefined();
    const climbing = past.map((run, index) => ({ ...run, value: 3 * index + (index % 7 === 6 ? 50 : 0) }));
    const [low, high] = rangeOf('holt-winters', climbing);
    expect((low + high) / 2).toBeCloseTo(120, 0);
  });
});
