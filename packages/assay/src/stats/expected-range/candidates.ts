import { type LevelKind, levelKinds, type Trail } from './levels.ts';
import { varianceOfMedian } from './median-variance.ts';
import { numbersOf } from './numbers.ts';
import { clockOf, type SeasonKind, seasonKinds } from './seasons.ts';
import type { Usual } from './series.ts';
import { type SlidingMedian, slidingMedian } from './sliding-median.ts';

/** One way to forecast, with how it did on every earlier value. */
export interface Candidate {
  readonly level: LevelKind;
  readonly season?: SeasonKind;
  readonly isLogarithmic: boolean;
  readonly complexity: number;
  /** Which of the values it forecast, oldest first. */
  readonly indexes: readonly number[];
  /** Errors of those forecasts in units of their spread. */
  readonly errors: Float64Array;
  readonly spreads: Float64Array;
  /** NaN where the next phase of its season was seen too seldom. */
  readonly next: number;
  readonly nextSpread: number;
}

/** A phase of a season is known from so many values of it. */
export const leastInPhase = 3;
const mostInPhase = 12;

/** The forecasts of a level, each moved by the median of how far values of its phase were from theirs. */
const inSeason = (values: Float64Array, trail: Trail, phases: Int32Array): Trail => {
  const forecasts = trail.forecasts.slice().fill(Number.NaN);
  const spreads = trail.spreads.slice();
  const before = new Map<number, SlidingMedian>();
  for (let at = 0; at <= values.length; at += 1) {
    const level = trail.forecasts[at] ?? Number.NaN;
    if (Number.isNaN(level)) continue;
    const phase = phases[at] ?? 0;
    const seen = before.get(phase) ?? slidingMedian(mostInPhase);
    before.set(phase, seen);
    if (seen.length() >= leastInPhase) {
      forecasts[at] = level + seen.median();
      spreads[at] = Math.sqrt((spreads[at] ?? 1) ** 2 + varianceOfMedian(seen.length()));
    }
    if (at < values.length) seen.push((values[at] ?? 0) - level);
  }
  return { forecasts, spreads };
};

const candidateOf = (
  values: Float64Array,
  { forecasts, spreads }: Trail,
  how: Pick<Candidate, 'level' | 'isLogarithmic'> & { readonly season?: SeasonKind },
): Candidate => {
  const indexes: number[] = [];
  for (let at = 0; at < values.length; at += 1)
    if (!Number.isNaN(forecasts[at] ?? Number.NaN)) indexes.push(at);
  const each = (of: (at: number) => number): Float64Array =>
    numbersOf(indexes.length, (place) => of(indexes[place] ?? 0));
  return {
    ...how,
    complexity: how.level.complexity + (how.season?.complexity ?? 0) + (how.isLogarithmic ? 1 : 0),
    indexes,
    errors: each((at) => ((values[at] ?? 0) - (forecasts[at] ?? 0)) / (spreads[at] ?? 1)),
    spreads: each((at) => spreads[at] ?? 1),
    next: forecasts[values.length] ?? Number.NaN,
    nextSpread: spreads[values.length] ?? 1,
  };
};

/** A season can be told only where runs fall on several of its phases, and often enough on the same. */
const phasesOf = (usual: Usual, nextAt: number, zone: string) => {
  const { weekdays, hours } = clockOf([...usual.at, nextAt], zone);
  return seasonKinds.flatMap((season) => {
    const phases = Int32Array.from(weekdays, (weekday, at) => season.phase(weekday, hours[at] ?? 0));
    const counts = new Map<number, number>();
    for (const phase of phases.subarray(0, -1)) counts.set(phase, (counts.get(phase) ?? 0) + 1);
    const often = [...counts.values()].filter((count) => count > leastInPhase);
    return often.length > 1 ? [{ season, phases }] : [];
  });
};

/** Counts below it may be 0 one day, which has no logarithm: the first zero would be an anomaly for ever. */
const leastCount = 10;

const mayBeLogarithmic = (values: Float64Array): boolean => {
  const least = values.reduce((smallest, value) => Math.min(smallest, value), Infinity);
  return least > 0 && (least >= leastCount || !values.every(Number.isInteger));
};

/** Every way to forecast the next value, the simplest first. */
export const candidatesOf = (usual: Usual, nextAt: number, zone: string): readonly Candidate[] => {
  const seasons = phasesOf(usual, nextAt, zone);
  const axes = mayBeLogarithmic(usual.values) ? [false, true] : [false];
  return axes.flatMap((isLogarithmic) => {
    const values = isLogarithmic ? usual.values.map(Math.log) : usual.values;
    return levelKinds.flatMap((level) => {
      const trail = level.trail({ ...usual, values }, nextAt);
      if (level.complexity > 0 && Number.isNaN(trail.forecasts[values.length] ?? Number.NaN)) return [];
      return [
        candidateOf(values, trail, { level, isLogarithmic }),
        ...seasons.map(({ season, phases }) =>
          candidateOf(values, inSeason(values, trail, phases), { level, season, isLogarithmic }),
        ),
      ];
    });
  });
};
