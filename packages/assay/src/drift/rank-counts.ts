/** How many of a batch lie below a value of the reference, and at it. */
export interface CurrentCount {
  readonly below: number;
  readonly equal: number;
}
