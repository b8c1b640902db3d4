import type { Run } from '../domain/run.ts';
import type { ReportOptions } from './report-options.ts';

/** One way to write runs down: a pure function of them. */
export interface ReportFormat {
  readonly id: string;
  /** Whom it is for. */
  readonly summary: string;
  /** Of files, without the dot. */
  readonly extension: string;
  readonly render: (runs: readonly Run[], options: ReportOptions) => string;
}

export const defineFormat = (format: ReportFormat): ReportFormat => format;
