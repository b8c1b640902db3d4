/** A value that some sources state. */
export interface Stated {
  readonly value: string;
  /** Numbers of the sources, one for each row. */
  readonly by: readonly number[];
}

/** One column of one entity: what sources state of it, and which say nothing though they describe the entity. */
export interface Item {
  readonly column: number;
  readonly stated: readonly Stated[];
  readonly silent: readonly number[];
}

/** The chance of each stated value of an item to be the true one, in their order; what is left is that there is none. */
export type Belief = readonly number[];
