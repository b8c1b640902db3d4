import { defineDetector } from './detector.ts';

interface Params {
  readonly drift: number;
  readonly warning: number;
}

interface Sample {
  readonly n: number;
  readonly total: number;
}

interface State {
  readonly all: Sample;
  /** The beginning of the values with the smallest upper bound of its mean; null before the first. */
  readonly prefix: Sample | null;
  readonly drifted: boolean;
}

const fresh: State = { all: { n: 0, total: 0 }, prefix: null, drifted: false };

const meanOf = ({ n, total }: Sample): number => total / n;
const upperOf = (sample: Sample, confidence: number): number =>
  meanOf(sample) + Math.sqrt(Math.log(1 / confidence) / (2 * sample.n));

/** Whether the mean of all is above that of the prefix by more than Hoeffding’s bound allows. */
const rose = (all: Sample, prefix: Sample, confidence: number): boolean => {
  if (all.n === prefix.n) return false;
  const m = (all.n - prefix.n) / (prefix.n * all.n);
  return meanOf(all) - meanOf(prefix) >= Math.sqrt((m / 2) * Math.log(2 / confidence));
};

export const hddmA = defineDetector<Params, State>({
  id: 'hddmA',
  summary:
    'Hoeffding’s bound on averages: the mean has risen above that of the beginning with the smallest upper bound.',
  definition:
    'The beginning of the stream whose mean + √(ln (1 / drift) / 2n) is smallest is compared with all of it: a drift where the means differ by √(m/2 · ln (2 / drift)) or more, m = (n − k) / (k n) for k of n values; a warning likewise with warning. Values lie between 0 and 1. Drift and warning are chances of a false alarm at each step, not over a stream.',
  watches: 'errors',
  sources: [
    'I. Frías-Blanco et al., “Online and non-parametric drift detection methods based on Hoeffding’s bounds”, IEEE TKDE 27 (2015)',
  ],
  defaults: { drift: 0.001, warning: 0.005 },
  begin: () => fresh,
  step: (before, value, { drift, warning }) => {
    const state = before.drifted ? fresh : before;
    const all = { n: state.all.n + 1, total: state.all.total + value };
    const isBest = state.prefix === null || upperOf(all, drift) <= upperOf(state.prefix, drift);
    const prefix = isBest || state.prefix === null ? all : state.prefix;
    const drifted = rose(all, prefix, drift);
    return {
      state: { all, prefix, drifted },
      signal: drifted ? 'drift' : rose(all, prefix, warning) ? 'warning' : 'none',
    };
  },
  published: [{ stream: 'errors', warnings: [451], drifts: [1206], by: 'river, docstring of HDDM_A' }],
});
