import { defineDetector } from './detector.ts';

interface Params {
  readonly warmUp: number;
  readonly warning: number;
  readonly drift: number;
}

interface State {
  readonly n: number;
  /** Index of the last error, from 1. */
  readonly last: number;
  readonly errors: number;
  /** Mean of the distances between errors, and the sum of squared deviations from it. */
  readonly mean: number;
  readonly squares: number;
  /** The largest mean + 2 standard deviations so far. */
  readonly largest: number;
  readonly drifted: boolean;
}

const fresh: State = { n: 0, last: 0, errors: 0, mean: 0, squares: 0, largest: 0, drifted: false };

export const eddm = defineDetector<Params, State>({
  id: 'eddm',
  summary: 'Early drift detection method: errors come closer to each other than they did.',
  definition:
    'With the distances between errors, their mean and their standard deviation: (mean + 2 deviations) over the largest it has been. A warning where that is below warning, a drift where it is below drift, once there were warmUp errors; the largest is that after the first warmUp values. It sees slow drifts that ddm misses, and is quicker to alarm without one.',
  watches: 'errors',
  sources: ['M. Baena-García et al., “Early drift detection method”, IWKDDS 2006'],
  defaults: { warmUp: 30, warning: 0.95, drift: 0.9 },
  begin: () => fresh,
  step: (before, value, { warmUp, warning, drift }) => {
    const state = before.drifted ? fresh : before;
    const n = state.n + 1;
    if (value === 0) return { state: { ...state, n }, signal: 'none' };
    const errors = state.errors + 1;
    const distance = n - state.last;
    const mean = state.mean + (distance - state.mean) / errors;
    const squares = state.squares + (distance - state.mean) * (distance - mean);
    const level = mean + 2 * Math.sqrt(errors > 1 ? squares / (errors - 1) : 0);
    const next = { n, last: n, errors, mean, squares, largest: state.largest, drifted: false };
    if (n <= warmUp) return { state: next, signal: 'none' };
    if (level > state.largest) return { state: { ...next, largest: level }, signal: 'none' };
    if (errors <= warmUp) return { state: next, signal: 'none' };
    const ratio = level / state.largest;
    const drifted = ratio < drift;
    return { state: { ...next, drifted }, signal: drifted ? 'drift' : ratio < warning ? 'warning' : 'none' };
  },
  published: [
    {
      stream: 'errors',
      params: { warning: 0.8, drift: 0.75 },
      warnings: [1059],
      drifts: [1278],
      by: 'river, docstring of EDDM',
    },
  ],
});
