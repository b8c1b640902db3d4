import type { Contestant } from './contestant.ts';
import { deviation, mean } from './deequ.ts';

/** Weights of the newest value in level, trend and season. */
export type Smoothing = readonly [alpha: number, beta: number, gamma: number];

export interface Fit {
  readonly forecast: number;
  readonly residuals: readonly number[];
}

/**
 * Additive Holt-Winters with one season of p runs. Level: the mean of the first cycle; trend: how much that of the second is higher, over p;
 * season: the first cycle less its mean. Then l' = α(y − s) + (1 − α)(l + b), b' = β(l' − l) + (1 − β)b, s' = γ(y − l − b) + (1 − γ)s.
 */
export const smoothed = (values: readonly number[], period: number, [alpha, beta, gamma]: Smoothing): Fit => {
  let level = mean(values.slice(0, period));
  let trend = (mean(values.slice(period, 2 * period)) - level) / period;
  const season = values.slice(0, period).map((value) => value - level);
  const residuals: number[] = [];
  for (const [index, value] of values.entries()) {
    const before = season[index % period] ?? 0;
    residuals.push(value - (level + trend + before));
    season[index % period] = gamma * (value - level - trend) + (1 - gamma) * before;
    const next = alpha * (value - before) + (1 - alpha) * (level + trend);
    trend = beta * (next - level) + (1 - beta) * trend;
    level = next;
  }
  return { forecast: level + trend + (season[values.length % period] ?? 0), residuals };
};

const squares = ({ residuals }: Fit): number => residuals.reduce((sum, one) => sum + one * one, 0);

const within = (share: number): number => Math.min(1, Math.max(0, share));
const moved = ([alpha, beta, gamma]: Smoothing, step: number): readonly Smoothing[] => [
  [within(alpha + step), beta, gamma],
  [within(alpha - step), beta, gamma],
  [alpha, within(beta + step), gamma],
  [alpha, within(beta - step), gamma],
  [alpha, beta, within(gamma + step)],
  [alpha, beta, within(gamma - step)],
];

/** Where Deequ begins; it goes on by L-BFGS-B, this by halving steps. */
const start: Smoothing = [0.3, 0.1, 0.1];
const finest = 0.01;

const leastSquares = (values: readonly number[], period: number): Fit => {
  let best = { smoothing: start, fit: smoothed(values, period, start) };
  for (let step = 0.2; step > finest; ) {
    const better = moved(best.smoothing, step)
      .map((smoothing) => ({ smoothing, fit: smoothed(values, period, smoothing) }))
      .reduce((least, one) => (squares(one.fit) < squares(least.fit) ? one : least), best);
    if (better === best) step /= 2;
    best = better;
  }
  return best.fit;
};

/** From two cycles on; outside is an error beyond 1.96 standard deviations of the absolute residuals. */
export const holtWinters =
  (period: number): Contestant['range'] =>
  (past) => {
    if (past.length < 2 * period) return undefined;
    const { forecast, residuals } = leastSquares(
      past.map(({ value }) => value),
      period,
    );
    const reach = 1.96 * deviation(residuals.map(Math.abs));
    return [forecast - reach, forecast + reach];
  };
