import { kolmogorovSmirnovExact } from '../stats/kolmogorov-smirnov-exact.ts';
import { defineDetector } from './detector.ts';

interface Params {
  readonly alpha: number;
  readonly window: number;
  /** The newest values, which are compared with all older ones of the window. */
  readonly newest: number;
  readonly leastGap: number;
}

interface State {
  readonly values: readonly number[];
}

/** The largest gap between two cumulative distributions. */
const gapOf = (left: readonly number[], right: readonly number[]): number => {
  const sorted = (values: readonly number[]) => values.toSorted((one, other) => one - other);
  const [a, b] = [sorted(left), sorted(right)];
  let [i, j, gap] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const at = Math.min(a[i] ?? 0, b[j] ?? 0);
    while (i < a.length && (a[i] ?? 0) <= at) i += 1;
    while (j < b.length && (b[j] ?? 0) <= at) j += 1;
    gap = Math.max(gap, Math.abs(i / a.length - j / b.length));
  }
  return gap;
};

export const kswin = defineDetector<Params, State>({
  id: 'kswin',
  summary: 'Kolmogorov and Smirnov’s test of the newest values of a window against the older ones.',
  definition:
    'Where the window is full, its newest values are tested against all older ones: a drift where the exact p is at most alpha and the gap above leastGap; then only the newest stay. The published method draws as many of the older ones at random; taking all of them needs no chance and sees more. alpha is of each value: over a stream many more alarm.',
  watches: 'numbers',
  sources: [
    'C. Raab et al., “Reactive soft prototype computing for concept drift streams”, Neurocomputing 416 (2020)',
  ],
  defaults: { alpha: 0.005, window: 100, newest: 30, leastGap: 0.1 },
  begin: () => ({ values: [] }),
  step: ({ values: before }, value, { alpha, window, newest, leastGap }) => {
    const values = [...before, value].slice(-window);
    if (values.length < window) return { state: { values }, signal: 'none' };
    const [older, newer] = [values.slice(0, -newest), values.slice(-newest)];
    const gap = gapOf(older, newer);
    const drifted = gap > leastGap && kolmogorovSmirnovExact(gap, older.length, newer.length) <= alpha;
    return { state: { values: drifted ? newer : values }, signal: drifted ? 'drift' : 'none' };
  },
  published: [],
});
