import { defineDetector } from './detector.ts';

interface Params {
  readonly warmUp: number;
  readonly tolerance: number;
  readonly threshold: number;
  readonly forgetting: number;
}

interface State {
  readonly n: number;
  readonly mean: number;
  /** Sums of what lies above the mean, less the tolerance, and the least it was; of what lies below likewise, and the most. */
  readonly rise: number;
  readonly least: number;
  readonly fall: number;
  readonly most: number;
  readonly drifted: boolean;
}

const fresh: State = {
  n: 0,
  mean: 0,
  rise: 0,
  least: Number.MAX_VALUE,
  fall: 0,
  most: -Number.MAX_VALUE,
  drifted: false,
};

export const pageHinkley = defineDetector<Params, State>({
  id: 'pageHinkley',
  summary: 'Page and Hinkley’s test: values lie above, or below, their mean for too long.',
  definition:
    'Differences of the values from the mean so far, less the tolerance, are added up, each time after the sum was multiplied by forgetting; a drift where the sum is above the least it was by more than the threshold, from value warmUp on. Falls likewise. The threshold is in units of the values.',
  watches: 'numbers',
  sources: ['E. S. Page, “Continuous inspection schemes”, Biometrika 41 (1954)'],
  defaults: { warmUp: 30, tolerance: 0.005, threshold: 50, forgetting: 0.9999 },
  begin: () => fresh,
  step: (before, value, { warmUp, tolerance, threshold, forgetting }) => {
    const state = before.drifted ? fresh : before;
    const n = state.n + 1;
    const mean = state.mean + (value - state.mean) / n;
    const rise = forgetting * state.rise + (value - mean) - tolerance;
    const fall = forgetting * state.fall + (value - mean) + tolerance;
    const [least, most] = [Math.min(state.least, rise), Math.max(state.most, fall)];
    const drifted = n >= warmUp && (rise - least > threshold || most - fall > threshold);
    return {
      state: { n, mean, rise, least, fall, most, drifted },
      signal: drifted ? 'drift' : 'none',
    };
  },
  published: [{ stream: 'numbers', drifts: [1006], by: 'river, docstring of PageHinkley' }],
});
