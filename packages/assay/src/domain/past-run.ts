import type { Found } from './counted-once.ts';

/** What checks that look back see of an earlier run of the same dataset. */
export interface PastRun extends Found {
  readonly id: string;
  readonly startedAt: string;
  readonly rows?: number;
  /** So many runs over the same data are put together in it; one without it. */
  readonly runs?: number;
}

/** The number that one rule observed in an earlier run. */
export interface PastValue extends Found {
  readonly run: string;
  /** The clock of that run, ISO 8601; where several are put together, of the first after other data. */
  readonly at: string;
  readonly value: number;
  /** So many runs over the same data are put together in it; one without it. */
  readonly runs?: number;
  /** What of the rule has to be the same for its numbers to compare: those of another series are of another meaning. Absent: of any. */
  readonly series?: string;
  /** Whether the run was let in. `anomaly`: the rule failed, in a run that went on; `refused`: it failed, and the run was blocked. */
  readonly kind: 'usual' | 'anomaly' | 'refused';
}

/** By the id of the rule, each oldest first. */
export type PastValues = ReadonlyMap<string, readonly PastValue[]>;

/** What earlier runs of a dataset tell to the rules that look back, or why they are out of reach. */
export type Earlier =
  | { readonly kind: 'known'; readonly runs: readonly PastRun[]; readonly values: PastValues }
  | { readonly kind: 'unreachable'; readonly reason: string };

export const nothingEarlier = { kind: 'known', runs: [], values: new Map() } as const satisfies Earlier;
