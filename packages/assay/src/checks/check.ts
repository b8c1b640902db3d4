import type { z } from 'zod';
import type { Cell } from '../domain/cell.ts';
import type { Column, ColumnKind } from '../domain/column.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { FileFacts } from '../domain/file-facts.ts';
import type { PastRun, PastValue } from '../domain/past-run.ts';
import type { Dimension, Evidence, RungName, Severity, Status } from '../domain/verdict.ts';
import type { MetricRequest } from '../metrics/request.ts';
import type { Expr } from '../sql/expression.ts';
import type { Relation } from '../sql/select.ts';

export type { PastRun, PastValue };

/** What a check may look at when it makes its rungs. All of it is data; none of it reads rows. */
export interface CheckContext {
  /** The table the rule is on. */
  readonly table: Relation;
  /** The column the rule is on. Throws for a rule on the whole object. */
  readonly subject: Column;
  /** The columns of `table` that were made for this rule of values inside others, by name. Grows as `column` is asked for them. */
  readonly nested: ReadonlyMap<string, Nested>;
  /** The property the rule is on, as the contract names it; absent for a rule on the whole object. */
  readonly property?: string;
  /** The zone of times without one, as IANA names it. Default Etc/UTC. */
  readonly timezone: string;
  readonly columns: readonly Column[];
  /** By name, case as in the contract. Throws `RuleUnknown` where the table has no such column. */
  readonly column: (name: string) => Column;
  /** Another dataset of the run. Throws `RuleUnknown` where it is out of reach. */
  readonly dataset: (name: string) => { readonly table: Relation; readonly column: (name: string) => Column };
  /** The clock of the run, ISO 8601 in UTC. */
  readonly now: string;
  /** All rows, where `table` is limited to the scope of the run (`--where`): what a check with `onWholeTable` judges. */
  readonly wholeTable: Relation;
  /** Facts of the files read; undefined where the source is no file. */
  readonly files?: FileFacts;
  /** Which rows are judged, as runs over the same have it in common. Known to checks that look back, where files are judged. */
  readonly input?: string;
  /**
   * Metric values of earlier admitted runs, newest last, those of the same data put together. Throws `RuleUnknown` where they are out of
   * reach, as `past` does.
   */
  readonly history: readonly PastRun[];
  /** The scope of the run with its variables not filled in. */
  readonly scopeAsWritten?: string;
  /** What this rule observed in earlier runs, each of them, oldest first: only of a check with `usesHistory: 'own numbers'`. */
  readonly past: readonly PastValue[];
  /** The number that another check observes, whatever it is compared with. Throws `RuleInvalid` where there is none. */
  readonly follow: (check: string, args: Readonly<Record<string, unknown>>) => Followed;
  readonly comparison?: Comparison;
  readonly unit?: 'rows' | 'percent';
}

/** How the values of a property inside another are reached. */
export interface Nested {
  /** What stands for them in the table itself; absent for items of lists, of which a row may hold many. */
  readonly values?: Expr;
}

/** Ends a rule `unknown` with a reason; thrown while rungs are made, never for bugs. */
export class RuleUnknown extends Error {
  override readonly name = 'RuleUnknown';
}

/** A rule that cannot be meant as it is written: a problem of the contract, found while rungs are made. */
export class RuleInvalid extends Error {
  override readonly name = 'RuleInvalid';
}

/** There is no such column or field; `others` are there beside it. */
export class ColumnMissing extends RuleUnknown {
  override readonly name = 'RuleUnknown';
  readonly others: readonly string[];
  constructor(message: string, others: readonly string[]) {
    super(message);
    this.others = others;
  }
}

export interface Outcome {
  readonly status: Status;
  readonly message: string;
  readonly observed?: Cell;
  readonly count?: number;
  readonly total?: number;
  readonly evidence?: Evidence;
  /** Of what the observed number is one of many: see the verdict. */
  readonly series?: string;
  /** The verdict is of this severity at most, whatever the contract says. */
  readonly atMost?: Severity;
}

/** Another check's number, to look at over time. */
export interface Followed {
  /** Measures it exactly; its outcome passes, with the number as what was observed. */
  readonly rung: Rung;
  readonly series: string;
  /** What the rule observed of it before this run, oldest first, the same in the same data put together. */
  readonly past: readonly PastValue[];
}

/** What a judge gets: the value of each metric it needs, by name. */
export type Values<N> = { readonly [K in keyof N]: N[K] extends MetricRequest<infer V> ? V : never };

/** A SELECT that a user wrote. `{object}` and `{property}` in it stand for the table and the column. */
export interface UserQuery {
  readonly sql: string;
  /** The column behind `{property}`. */
  readonly column?: string;
  /** The table behind `{object}`, where it is made for the rule; otherwise the one that is checked. */
  readonly of?: Relation;
}

/** One proof: the metrics it needs and a pure judgement. `undefined` means undecided: the next rung is tried. */
export interface Rung {
  readonly name: RungName;
  readonly needs: Readonly<Record<string, MetricRequest>>;
  /** Run beside the metrics; its rows reach the judge as `userRows`. */
  readonly userQuery?: UserQuery;
  readonly judge: (values: Readonly<Record<string, unknown>>) => Outcome | undefined;
}

/** Keeps the types of a rung's needs and of its judge together. */
export const rung = <N extends Readonly<Record<string, MetricRequest>>>(
  name: RungName,
  needs: N,
  judge: (values: Values<N>) => Outcome | undefined,
): Rung => ({ name, needs, judge: judge as Rung['judge'] });

/** A runnable example: a small table and what the check says of it. Executed on every engine and every rung. */
export interface CheckExample {
  readonly title: string;
  /** Column name → kind. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
  readonly rows: readonly (readonly Cell[])[];
  /** The column the rule is on; absent for a rule on the object. */
  readonly on?: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Other tables the rule looks at. */
  readonly datasets?: Readonly<
    Record<
      string,
      { readonly columns: Readonly<Record<string, ColumnKind>>; readonly rows: readonly (readonly Cell[])[] }
    >
  >;
  readonly now?: string;
  readonly history?: readonly PastRun[];
  readonly past?: readonly PastValue[];
  readonly files?: FileFacts;
  /** Looks at the order in which the source holds its rows; engines whose tables have none answer `unknown`. */
  readonly needsRowOrder?: boolean;
  readonly expect: {
    readonly status: Status;
    readonly count?: number;
    readonly observed?: Cell;
    /** A part of the message. */
    readonly says?: string;
    /** Indexes of the rows that quarantine takes; only for checks with `failing`. */
    readonly failingRows?: readonly number[];
  };
}

/** The kind of a rule. */
export interface Check<P = unknown> {
  readonly id: string;
  readonly summary: string;
  /** Why it matters, for people who meet it in a report. */
  readonly why: string;
  readonly dimension: Dimension;
  readonly on: 'property' | 'object' | 'either';
  /** Kinds of columns it judges; other kinds end `unknown`. Absent: every kind, or no column. */
  readonly accepts?: readonly ColumnKind[];
  readonly params: z.ZodType<P>;
  /**
   * The ODCS keys it serves, each with how its arguments become parameters. `options.format@string` serves the key for one
   * logical type only, `sla.*` every key of that kind which no other check serves.
   */
  readonly odcs?: Readonly<
    Record<
      string,
      (args: Readonly<Record<string, unknown>>, key: string) => Readonly<Record<string, unknown>>
    >
  >;
  /** Rungs, the cheapest first; the last one always decides. May throw `RuleUnknown`. */
  readonly rungs: (params: P, context: CheckContext) => readonly Rung[];
  /** Which rows fail; may hold windows. Absent where the check judges the table as a whole. */
  readonly failing?: (params: P, context: CheckContext) => Expr;
  /** Judges the whole table even where the run has a scope: keys and uniqueness. `failing` then means its rows too. */
  readonly onWholeTable?: boolean;
  /** What is demanded, in words; without it, the comparison or the summary is shown. */
  readonly expected?: (params: P, context: CheckContext) => string;
  /** True where the rule holds for every object without being written, given the files it is read from. */
  readonly impliedBy?: (files: FileFacts | undefined) => boolean;
  /** What of earlier runs is to be loaded: the runs into `history`, or what the rule itself observed into `past`. */
  readonly usesHistory?: 'runs' | 'own numbers';
  readonly examples: readonly CheckExample[];
}

export const defineCheck = <P>(check: Check<P>): Check<P> => check;

export const fail = (message: string, rest: Omit<Outcome, 'status' | 'message'> = {}): Outcome => ({
  status: 'fail',
  message,
  ...rest,
});
export const pass = (message: string, rest: Omit<Outcome, 'status' | 'message'> = {}): Outcome => ({
  status: 'pass',
  message,
  ...rest,
});
export const unknown = (message: string): Outcome => ({ status: 'unknown', message });
export const notApplicable = (message: string): Outcome => ({ status: 'not-applicable', message });
