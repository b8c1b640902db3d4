/** One number of an earlier run. */
export interface Observation {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
  /** `anomaly`: no part of what is usual, unless the level stays; `refused`: an anomaly that nobody let in, and no level to learn. */
  readonly kind: 'usual' | 'anomaly' | 'refused';
}

/** What is usual, oldest first: values with their times, and where the stretch of one level begins that each belongs to. */
export interface Usual {
  readonly at: Float64Array;
  readonly values: Float64Array;
  readonly starts: Int32Array;
  /** Where the stretch begins to which the next value belongs. */
  readonly start: number;
  /** How many anomalies were left out. */
  readonly leftOut: number;
}
