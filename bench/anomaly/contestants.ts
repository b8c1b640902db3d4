import { expectedRange } from '../../packages/assay/src/stats/expected-range/expected-range.ts';
import type { Observation } from '../../packages/assay/src/stats/expected-range/series.ts';

/** What was seen of a series so far: with what each run was found to be, for a strategy that leaves anomalies out. */
export type Past = readonly Observation[];

/** The range that the next value is expected in; undefined where the strategy cannot say yet. */
export interface Contestant {
  readonly id: string;
  readonly title: string;
  readonly range: (past: Past, at: number) => readonly [low: number, high: number] | undefined;
}

export const assay = (falseAlarms: number): Contestant => ({
  id: `assay-${falseAlarms}`,
  title: `Assay, 1/${Math.round(1 / falseAlarms)}`,
  range: (past, at) => {
    const expected = expectedRange(past, { at, zone: 'UTC', falseAlarms });
    if (expected.kind === 'too-steady') return [-Infinity, Infinity];
    return expected.kind === 'range' ? [expected.low, expected.high] : undefined;
  },
});

const valuesOf = (past: Past): readonly number[] => past.map(({ value }) => value);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
};

/** new / old between half and twice, as the examples of its documentation have it: it has no default. */
const rateOfChange: Contestant = {
  id: 'rate',
  title: 'RelativeRateOfChange, 0.5 to 2',
  range: (past) => {
    const last = past.at(-1)?.value;
    return last === undefined ? undefined : [last / 2, last * 2];
  },
};

/** Mean and standard deviation of all other points, three of them to either side. */
const batchNormal: Contestant = {
  id: 'batch',
  title: 'BatchNormal, 3 sd',
  range: (past) => {
    if (past.length < 2) return undefined;
    const values = valuesOf(past);
    return [mean(values) - 3 * deviation(values), mean(values) + 3 * deviation(values)];
  },
};

/**
 * Running mean and deviation that include the tested point, three deviations to either side; what was an anomaly is left out, the first
 * tenth is never one. A point x with m and S = Σ(x − m)² of the n − 1 before it is outside where (x − m)² > 9·S / ((n − 1)(1 − 10/n)).
 */
const onlineNormal: Contestant = {
  id: 'online',
  title: 'OnlineNormal, 3 sd',
  range: (past) => {
    const values = valuesOf(past.filter(({ kind }) => kind === 'usual'));
    const n = values.length + 1;
    if (n <= 10) return [-Infinity, Infinity];
    const reach = Math.sqrt((9 * deviation(values) ** 2 * (n - 1)) / ((n - 1) * (1 - 10 / n)));
    return [mean(values) - reach, mean(values) + reach];
  },
};

interface Fit {
  readonly forecast: number;
  readonly residuals: readonly number[];
}

/** Additive Holt-Winters: level and trend from the first two cycles, one season. */
const smoothed = (
  values: readonly number[],
  period: number,
  [alpha, beta, gamma]: readonly [number, number, number],
): Fit => {
  const first = mean(values.slice(0, period));
  let trend = (mean(values.slice(period, 2 * period)) - first) / period;
  let level = first;
  const season = values.slice(0, period).map((value) => value - first);
  const residuals: number[] = [];
  for (const [index, value] of values.entries()) {
    const before = season[index % period] ?? 0;
    residuals.push(value - (level + trend + before));
    const next = alpha * (value - before) + (1 - alpha) * (level + trend);
    trend = beta * (next - level) + (1 - beta) * trend;
    season[index % period] = gamma * (value - level - trend) + (1 - gamma) * before;
    level = next;
  }
  return { forecast: level + trend + (season[values.length % period] ?? 0), residuals };
};

const grid = [0.01, 0.1, 0.3, 0.6, 0.9];
const choices = grid.flatMap((alpha) =>
  grid.flatMap((beta) => grid.map((gamma) => [alpha, beta, gamma] as const)),
);
const squares = ({ residuals }: Fit): number => residuals.reduce((sum, one) => sum + one * one, 0);

/** The parameters with the least squares, over a grid; outside is an error beyond 1.96 deviations of the absolute residuals. */
const holtWinters = (period: number): Contestant => ({
  id: 'holt-winters',
  title: `HoltWinters, period ${period}`,
  range: (past) => {
    if (past.length < 2 * period) return undefined;
    const values = valuesOf(past);
    const [best] = choices
      .map((choice) => smoothed(values, period, choice))
      .sort((one, other) => squares(one) - squares(other));
    if (best === undefined) return undefined;
    const reach = 1.96 * deviation(best.residuals.map(Math.abs));
    return [best.forecast - reach, best.forecast + reach];
  },
});

export const deequ = (period: number): readonly Contestant[] => [
  rateOfChange,
  onlineNormal,
  batchNormal,
  holtWinters(period),
];
