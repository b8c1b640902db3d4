import { medianOf } from '../median.ts';
import { medianVariance, varianceOfMedian } from './median-variance.ts';
import { numbersOf } from './numbers.ts';
import type { Usual } from './series.ts';
import { slidingMedian } from './sliding-median.ts';

/** A forecast of each value, and last of the next one, from the values of its stretch before it; NaN where they are too few. */
export interface Trail {
  readonly forecasts: Float64Array;
  /** How much wider than the noise itself errors of each forecast are spread. */
  readonly spreads: Float64Array;
}

/** How the level of a series is followed. */
export interface LevelKind {
  readonly id: string;
  /** Free choices beyond a steady level. */
  readonly complexity: number;
  readonly trail: (usual: Usual, nextAt: number) => Trail;
}

/** The first forecast has so many values before it. */
export const leastBefore = 5;

const emptyTrail = (length: number): Trail => ({
  forecasts: new Float64Array(length).fill(Number.NaN),
  spreads: new Float64Array(length).fill(1),
});

const eachNext = (
  { values, starts, start }: Usual,
  least: number,
  visit: (at: number, from: number) => void,
): void => {
  for (let at = 0; at <= values.length; at += 1) {
    const from = at < values.length ? (starts[at] ?? 0) : start;
    if (at - from >= least) visit(at, from);
  }
};

/** The median of the last `window` values. */
const medianLevel = (id: string, window: number, complexity: number): LevelKind => ({
  id,
  complexity,
  trail: (usual) => {
    const trail = emptyTrail(usual.values.length + 1);
    const last = slidingMedian(window);
    let known = 0;
    eachNext(usual, leastBefore, (at, from) => {
      if (from >= known) last.clear();
      for (known = Math.max(known, from); known < at; known += 1) last.push(usual.values[known] ?? 0);
      trail.forecasts[at] = last.median();
      trail.spreads[at] = Math.sqrt(1 + varianceOfMedian(last.length()));
    });
    return trail;
  },
});

const lastValue: LevelKind = {
  id: 'last',
  complexity: 1,
  trail: (usual) => {
    const trail = emptyTrail(usual.values.length + 1);
    eachNext(usual, leastBefore, (at) => {
      trail.forecasts[at] = usual.values[at - 1] ?? Number.NaN;
    });
    return trail;
  },
};

const lineWindow = 30;
const leastForLine = 10;

/**
 * A robust line through the last values in time: its slope is the median of the slopes between each value and the one half a window
 * later (H. Theil's incomplete method, 1950), its height the median of what is left.
 */
const line: LevelKind = {
  id: 'trend',
  complexity: 1,
  trail: (usual, nextAt) => {
    const trail = emptyTrail(usual.values.length + 1);
    eachNext(usual, leastForLine, (at, from) => {
      const first = Math.max(from, at - lineWindow);
      const values = usual.values.subarray(first, at);
      const origin = usual.at[first] ?? 0;
      const times = numbersOf(at - first, (index) => (usual.at[first + index] ?? 0) - origin);
      const half = Math.floor(values.length / 2);
      const slopes: number[] = [];
      for (let left = 0; left + half < values.length; left += 1) {
        const time = (times[left + half] ?? 0) - (times[left] ?? 0);
        if (time > 0) slopes.push(((values[left + half] ?? 0) - (values[left] ?? 0)) / time);
      }
      if (slopes.length < half / 2) return;
      const slope = medianOf(slopes);
      const height = medianOf(
        numbersOf(at - first, (index) => (values[index] ?? 0) - slope * (times[index] ?? 0)),
      );
      const now = (at < usual.at.length ? (usual.at[at] ?? 0) : nextAt) - origin;
      const centre = times.reduce((sum, time) => sum + time, 0) / times.length;
      const inertia = times.reduce((sum, time) => sum + (time - centre) ** 2, 0);
      trail.forecasts[at] = height + slope * now;
      trail.spreads[at] = Math.sqrt(
        1 + medianVariance * (1 / times.length + (inertia > 0 ? (now - centre) ** 2 / inertia : 0)),
      );
    });
    return trail;
  },
};

/** The simplest first. */
export const levelKinds: readonly LevelKind[] = [
  medianLevel('steady', 60, 0),
  medianLevel('recent', 12, 1),
  lastValue,
  line,
];
