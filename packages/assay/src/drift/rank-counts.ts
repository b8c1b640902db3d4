/** A value of the reference, with how many of the reference lie below it and at it. */
export interface GridValue {
  readonly value: number;
  readonly below: number;
  readonly equal: number;
}

/** How many of the current batch lie below a value of the grid, and at it. */
export interface CurrentCount {
  readonly below: number;
  readonly equal: number;
}
