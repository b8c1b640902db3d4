import type { Observation } from '../../packages/assay/src/stats/expected-range/series.ts';

/** One earlier run. */
export interface PastRun extends Observation {
  /** It was stopped, whatever for: no rule of Assay learns from it. */
  readonly wasBlocked: boolean;
}

/** What was seen of a series so far, oldest first. */
export type Past = readonly PastRun[];

/** The range that the next value is expected in; undefined where the strategy cannot say yet. */
export interface Contestant {
  readonly id: string;
  readonly title: string;
  readonly range: (past: Past, at: number, zone: string) => readonly [low: number, high: number] | undefined;
}
