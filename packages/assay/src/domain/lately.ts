import type { Decision } from './run.ts';
import { statusLetters } from './status-letters.ts';
import type { Severity } from './verdict.ts';

/** The two spans that a digest compares, and what lies before them. */
export type Span = 'week' | 'before' | 'earlier';

/** Runs whose scope was written alike. */
export interface Line {
  readonly name: string;
  /** Absent where the runs were of the whole. */
  readonly scope?: string;
}

/** One text for each dataset and scope. */
export const lineKey = ({ name, scope }: Line): string => JSON.stringify([name, scope ?? null]);

/** The runs of one day within one span; what they found last is that of the newest. */
export interface DayOfRuns extends Line {
  readonly span: Span;
  /** UTC. */
  readonly day: string;
  readonly runs: number;
  readonly admitted: number;
  readonly warned: number;
  readonly blocked: number;
  readonly couldNotRun: number;
  /** Rows put into quarantine; absent where no run of the day tells. */
  readonly quarantined?: number;
  readonly last: {
    readonly id: string;
    readonly at: string;
    readonly decision: Decision | null;
    readonly rows?: number;
    readonly score?: number;
  };
}

/** What a rule found in one span, oldest first: a letter a run, as `letters` below, and the number of exceptions where there is one. */
export interface SpanOfRule {
  readonly letters: string;
  readonly counts: readonly (number | undefined)[];
}

/** A rule in runs of one scope. */
export interface RuleOfLine extends Line {
  /** The number by which the catalog knows the rule. */
  readonly id: number;
}

/** A rule that was not always in order in the two spans. */
export interface RuleLately extends RuleOfLine {
  readonly rule: string;
  /** As the last run had it; absent for runs of before that was kept. */
  readonly severity?: Severity;
  readonly week: SpanOfRule;
  readonly before: SpanOfRule;
  /** When it was last in order within the two spans. */
  readonly heldAt?: string;
  /** When it was first not in order after that. */
  readonly openAt?: string;
  /** The newest run that judged it. */
  readonly lastRun: string;
}

/** Of verdicts that no person has waived, but `w`. */
export const letters = { ...statusLetters, waived: 'w' } as const;

/** Since when a rule has found nothing but failures and unknowns. */
export interface OpenSince extends RuleOfLine {
  readonly at: string;
  /** True where it may have been so for longer: nobody looked further back. */
  readonly orLonger: boolean;
}
