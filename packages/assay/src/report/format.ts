import type { Run } from '../domain/run.ts';
import type { ReportOptions } from './report-options.ts';

/** One way to write runs down: a pure function of them. */
export interface ReportFormat {
  readonly id: string;
  /** Whom it is for. */
  readonly summary: string;
  /** Of files, without the dot. */
  readonly extension: string;
  /** True where it says what has changed since `base`; the others do not take one. */
  readonly compares?: boolean;
  readonly render: (runs: readonly Run[], options: ReportOptions) => string;
}

export const defineFormat = (format: ReportFormat): ReportFormat => format;
