/** What checks that look back see of an earlier run of the same dataset. */
export interface PastRun {
  readonly id: string;
  readonly startedAt: string;
  readonly rows?: number;
}
