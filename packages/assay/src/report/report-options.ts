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
  /** What is known of a check by its id. */
  readonly about?: (check: string) => CheckNote | undefined;
}
