/** What a detector says of one value. */
export type Signal = 'none' | 'warning' | 'drift';

export interface Stepped<S> {
  readonly state: S;
  readonly signal: Signal;
}

/** Where a published implementation of it signals first. */
export interface PublishedIndex {
  /** `errors`: 1,000 errors of a rate of ½, then 1,000 of 0.7. `numbers`: 1,000 of 0 and 1, then 1,000 of 4 to 7. */
  readonly stream: 'errors' | 'numbers';
  readonly params?: Readonly<Record<string, number>>;
  /** Indices from 0. */
  readonly warnings?: readonly number[];
  readonly drifts: readonly number[];
  readonly by: string;
}

/** Watches a stream of numbers, or of errors (1) and hits (0), one after the other. Its state is plain JSON, so that it goes on after a restart. */
export interface Detector<P = never, S = unknown> {
  readonly id: string;
  readonly summary: string;
  /** What it compares, its parameters, and when it signals. */
  readonly definition: string;
  readonly watches: 'errors' | 'numbers';
  readonly sources: readonly string[];
  readonly defaults: P;
  readonly begin: (params: P) => S;
  /** After a drift the next value begins anew. */
  readonly step: (state: S, value: number, params: P) => Stepped<S>;
  readonly published: readonly PublishedIndex[];
}

export const defineDetector = <P, S>(detector: Detector<P, S>): Detector<P, S> => detector;
