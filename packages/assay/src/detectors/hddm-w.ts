import { defineDetector } from './detector.ts';

interface Params {
  readonly drift: number;
  readonly warning: number;
  /** Weight of the newest value. */
  readonly weight: number;
}

/** A weighted mean, and the sum of its squared weights. */
interface Weighted {
  readonly mean: number;
  readonly bound: number;
}

interface State {
  readonly total: Weighted | null;
  /** The total at its smallest upper bound, and what came after it. */
  readonly first: Weighted | null;
  readonly second: Weighted | null;
  readonly drifted: boolean;
}

const fresh: State = { total: null, first: null, second: null, drifted: false };

const added = (before: Weighted | null, value: number, weight: number): Weighted => ({
  mean: before === null ? value : weight * value + (1 - weight) * before.mean,
  bound: weight * weight + (1 - weight) ** 2 * (before?.bound ?? 1),
});

const upperOf = ({ mean, bound }: Weighted, confidence: number): number =>
  mean + Math.sqrt((bound * Math.log(1 / confidence)) / 2);

const rose = (first: Weighted, second: Weighted | null, confidence: number): boolean =>
  second !== null &&
  second.mean - first.mean > Math.sqrt(((first.bound + second.bound) * Math.log(1 / confidence)) / 2);

export const hddmW = defineDetector<Params, State>({
  id: 'hddmW',
  summary: 'McDiarmid’s bound on weighted averages: the recent mean has risen above the smallest one before.',
  definition:
    'Two exponentially weighted means with the weight of the newest value: the one at which the upper bound was smallest, and that of the values since. A drift where the second is above the first by √((b₁ + b₂) ln (1 / drift) / 2), b the sums of squared weights; a warning likewise. Values lie between 0 and 1. It sees slow drifts better than hddmA.',
  watches: 'errors',
  sources: [
    'I. Frías-Blanco et al., “Online and non-parametric drift detection methods based on Hoeffding’s bounds”, IEEE TKDE 27 (2015)',
  ],
  defaults: { drift: 0.001, warning: 0.005, weight: 0.05 },
  begin: () => fresh,
  step: (before, value, { drift, warning, weight }) => {
    const state = before.drifted ? fresh : before;
    const total = added(state.total, value, weight);
    const isBest = state.first === null || upperOf(total, drift) < upperOf(state.first, drift);
    const first = isBest || state.first === null ? total : state.first;
    const second = isBest ? null : added(state.second, value, weight);
    const drifted = rose(first, second, drift);
    return {
      state: { total, first, second, drifted },
      signal: drifted ? 'drift' : rose(first, second, warning) ? 'warning' : 'none',
    };
  },
  published: [{ stream: 'errors', warnings: [451], drifts: [1077], by: 'river, docstring of HDDM_W' }],
});
