import type { Series } from './scenarios.ts';

/** Says of the last value of a series whether it is an anomaly, or nothing where the strategy cannot. */
export interface Strategy {
  readonly id: string;
  readonly title: string;
  readonly range: (past: Series, at: number) => readonly [low: number, high: number] | undefined;
}
