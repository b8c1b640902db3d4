import { defineDetector } from './detector.ts';

interface Params {
  readonly warmUp: number;
  readonly warning: number;
  readonly drift: number;
}

interface State {
  readonly n: number;
  readonly errors: number;
  /** Rate and its spread where their sum was smallest; null before the warm-up ends. */
  readonly best: { readonly rate: number; readonly spread: number } | null;
  readonly drifted: boolean;
}

const fresh: State = { n: 0, errors: 0, best: null, drifted: false };

export const ddm = defineDetector<Params, State>({
  id: 'ddm',
  summary: 'Drift detection method: the rate of errors has risen above its best by some standard deviations.',
  definition:
    'With the rate of errors p so far and s = √(p (1 − p) / n): a warning where p + s > p_min + warning · s_min, a drift where p + s > p_min + drift · s_min; p_min and s_min are those of the smallest p + s. Nothing is said of the first warmUp values. It sees sudden drifts; slow ones late, since all values count alike.',
  watches: 'errors',
  sources: ['J. Gama et al., “Learning with drift detection”, SBIA 2004'],
  defaults: { warmUp: 30, warning: 2, drift: 3 },
  begin: () => fresh,
  step: (before, value, { warmUp, warning, drift }) => {
    const state = before.drifted ? fresh : before;
    const n = state.n + 1;
    const errors = state.errors + value;
    const rate = errors / n;
    const spread = Math.sqrt((rate * (1 - rate)) / n);
    if (n <= warmUp) return { state: { ...state, n, errors }, signal: 'none' };
    const { best } = state;
    const isBest = best === null || rate + spread <= best.rate + best.spread;
    const least = isBest ? { rate, spread } : best;
    const over = (times: number): boolean => rate + spread > least.rate + times * least.spread;
    const drifted = over(drift);
    return {
      state: { n, errors, best: least, drifted },
      signal: drifted ? 'drift' : over(warning) ? 'warning' : 'none',
    };
  },
  published: [{ stream: 'errors', warnings: [1084, 1492], drifts: [1334], by: 'river, docstring of DDM' }],
});
