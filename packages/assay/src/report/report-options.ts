import type { Run } from '../domain/run.ts';

/** What a report says about a check beside its verdicts. */
export interface CheckNote {
  readonly summary: string;
  readonly why: string;
}

export interface ReportOptions {
  readonly colour?: boolean;
  /** Columns of the terminal; without it no line is broken. */
  readonly width?: number;
  /** How many failures are shown; 20 by default, all with `Infinity`. */
  readonly most?: number;
  /** Earlier runs, of which each run is compared with the one of its dataset; for formats that compare. */
  readonly base?: readonly Run[];
  /** What is known of a check by its id. */
  readonly about?: (check: string) => CheckNote | undefined;
}
