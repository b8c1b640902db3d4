import { medianOf } from '../median.ts';
import type { Observation, Usual } from './series.ts';

/** So many anomalies in a row on one side, that agree with each other, are a new level and no anomalies. */
export const runsToLearn = 5;

/** So many of the last usual values say what the level was. */
const levelOf = 15;

const isNewLevel = (level: number, values: readonly number[]): boolean => {
  const distances = values.map((value) => value - level);
  const isAbove = distances.every((distance) => distance > 0);
  if (!isAbove && !distances.every((distance) => distance < 0)) return false;
  return Math.max(...values) - Math.min(...values) <= Math.abs(medianOf(distances));
};

/**
 * Leaves anomalies out, but learns a level that stays: `runsToLearn` in a row on one side of what was usual, nearer to each other than to
 * the old level, begin a new stretch.
 */
export const usualOf = (observations: readonly Observation[]): Usual => {
  const kept: Observation[] = [];
  const starts: number[] = [];
  let start = 0;
  let pending: Observation[] = [];
  for (const one of observations) {
    if (one.kind === 'usual') {
      pending = [];
      kept.push(one);
      starts.push(start);
      continue;
    }
    pending = one.kind === 'refused' ? [] : [...pending, one].slice(-runsToLearn);
    const before = kept.slice(Math.max(start, kept.length - levelOf)).map(({ value }) => value);
    const values = pending.map(({ value }) => value);
    if (pending.length < runsToLearn || !isNewLevel(medianOf(before), values)) continue;
    start = kept.length;
    for (const learned of pending) {
      kept.push(learned);
      starts.push(start);
    }
    pending = [];
  }
  return {
    at: Float64Array.from(kept, ({ at }) => at),
    values: Float64Array.from(kept, ({ value }) => value),
    starts: Int32Array.from(starts),
    start,
    leftOut: observations.length - kept.length,
  };
};
