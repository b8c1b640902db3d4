import type { Answer } from './verdicts.ts';

/** A contestant's row in one table. */
export interface Row extends Answer {
  readonly id: string;
  readonly name: string;
  readonly role: 'assay' | 'floor' | 'peer';
  /** Seconds of the whole process, one per run. */
  readonly seconds: readonly number[];
  readonly cpuSeconds: readonly number[];
  readonly peakBytes: readonly number[];
}

/** One table: what was done on which file, and by whom it was not done. */
export interface Table {
  readonly set: string;
  readonly title: string;
  readonly data: { readonly file: string; readonly bytes: number };
  readonly rows: readonly Row[];
  readonly absent: readonly { readonly name: string; readonly reason: string }[];
}

/** The whole of `out/results.json`. */
export interface Results {
  readonly schema: 'assay.bench.check/v1';
  readonly startedAt: string;
  readonly runs: number;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly os: string;
    readonly node: string;
    /** Load before the first run: near 0 on a quiet machine. */
    readonly load: number;
  };
  readonly tables: readonly Table[];
}
