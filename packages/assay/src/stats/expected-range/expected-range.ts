import { type Candidate, candidatesOf } from './candidates.ts';
import { chosen } from './chosen.ts';
import { errorLaw } from './error-law.ts';
import { leastBefore } from './levels.ts';
import { reachOf } from './reach.ts';
import type { Observation } from './series.ts';
import { boundByRank, mostExact } from './steady.ts';
import { usualOf } from './usual.ts';
import { errorsNeeded } from './warm-up.ts';

interface Range {
  readonly low: number;
  readonly high: number;
  /** So many earlier values are behind it. */
  readonly runs: number;
  readonly season?: string;
  readonly hasTrend: boolean;
}

/** What the next number of a series should be, or why that is not known. */
export type Expectation =
  | (Range & { readonly kind: 'range' })
  /** It was nearly always the same: inside is as ever; that outside is rare takes `needs` runs to know. */
  | (Range & { readonly kind: 'too-steady'; readonly needs: number })
  | { readonly kind: 'warm-up'; readonly needs: number; readonly runs: number }
  /** It has a season, and was seen too seldom in the phase that is next. */
  | { readonly kind: 'new-phase'; readonly runs: number; readonly season: string };

/** Errors that make the law of the next, the newest ones. */
const mostErrors = 400;

/** More anomalies than this share are no false alarms, and do not widen the range. */
const mostLeftOut = 0.05;

/**
 * The range is made for so much of the chance that was asked for. Heavy tails need the rest: of an anomaly that is left out only its side is
 * known, and at t3 a third too many runs would be called one.
 */
const reserved = 0.65;

const rangeOf = (
  { next, nextSpread, isLogarithmic, level, season }: Candidate,
  reach: number,
  runs: number,
): Range => {
  const axis = isLogarithmic ? Math.exp : (value: number) => value;
  return {
    low: axis(next - reach * nextSpread),
    high: axis(next + reach * nextSpread),
    runs,
    hasTrend: level.id === 'trend',
    ...(season === undefined ? {} : { season: season.words }),
  };
};

/**
 * Anomalies are left out of the level, but not out of the count: without them the tails of a law look cut off, the range shrinks, and more
 * is left out. Each counts as the largest error that was kept, however far it was.
 */
const withLeftOut = (errors: Float64Array, leftOut: number): readonly number[] => {
  const largest = errors.reduce((most, error) => Math.max(most, Math.abs(error)), 0);
  const counted = Math.min(leftOut, Math.ceil(mostLeftOut * errors.length));
  return [...errors, ...Array.from({ length: counted }, () => largest)];
};

/**
 * The range that the next value of a series leaves with a chance of `falseAlarms` where nothing is wrong. Several ways to forecast are
 * replayed over the past, each value forecast from those before it; the one that was surprised least is taken, and its own errors say how
 * far off the next one may be. Anomalies are left out, levels that stay are learned.
 */
export const expectedRange = (
  observations: readonly Observation[],
  next: { readonly at: number; readonly zone: string; readonly falseAlarms: number },
): Expectation => {
  const usual = usualOf(observations);
  const runs = usual.values.length;
  const needed = errorsNeeded(next.falseAlarms);
  if (runs < needed + leastBefore) return { kind: 'warm-up', needs: needed + leastBefore, runs };
  const candidates = candidatesOf(usual, next.at, next.zone);
  const [simplest] = candidates;
  const hasScale = simplest !== undefined && errorLaw(simplest.errors) !== undefined;
  const best = hasScale ? chosen(candidates, usual.values, needed) : mostExact(candidates, needed);
  if (best === undefined) return { kind: 'warm-up', needs: needed + leastBefore, runs };
  if (Number.isNaN(best.next))
    return best.season === undefined
      ? { kind: 'warm-up', needs: runs + leastBefore, runs }
      : { kind: 'new-phase', runs, season: best.season.words };
  const errors = withLeftOut(best.errors.subarray(-mostErrors), usual.leftOut);
  const scaled = hasScale ? reachOf(errors, next.falseAlarms * reserved) : undefined;
  if (scaled !== undefined) return { kind: 'range', ...rangeOf(best, scaled, runs) };
  const { reach, isBound } = boundByRank(best.errors, next.falseAlarms);
  const range = rangeOf({ ...best, nextSpread: 1 }, reach, runs);
  return isBound
    ? { kind: 'range', ...range }
    : { kind: 'too-steady', ...range, needs: Math.ceil(1 / next.falseAlarms) - 1 + leastBefore };
};
