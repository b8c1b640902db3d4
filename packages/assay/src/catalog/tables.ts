import type { Generated } from 'kysely';

/** The tables of the catalog as the newest migration leaves them. */
export interface Tables {
  readonly runs: {
    readonly seq: Generated<number>;
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly source: string;
    readonly scope: string | null;
    readonly started_at: string;
    readonly seconds: number;
    readonly decision: string | null;
    readonly rows: number | null;
    readonly passed: number;
    readonly failed: number;
    readonly unknown: number;
    readonly not_applicable: number;
    readonly waived: number;
    readonly overall: number | null;
    readonly dimensions: string;
    readonly contract: string | null;
    readonly now: string | null;
  };
  readonly documents: { readonly run: number; readonly body: Uint8Array };
  readonly rules: { readonly id: Generated<number>; readonly name: string; readonly rule: string };
  readonly verdicts: {
    readonly rule: number;
    readonly run: number;
    readonly status: string;
    readonly observed: string | null;
    readonly count: number | null;
    readonly total: number | null;
    readonly waived: number;
    readonly series: string | null;
  };
  readonly audit: {
    readonly seq: Generated<number>;
    readonly at: string;
    readonly action: string;
    readonly subject: string;
    readonly owner: string;
    readonly reason: string;
    readonly detail: string;
    readonly once: string | null;
  };
  readonly states: {
    readonly ground: string;
    readonly key: string;
    readonly state: string;
    readonly digest: string;
    readonly bytes: number;
    readonly used: number;
  };
}
