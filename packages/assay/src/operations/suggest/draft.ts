import type { Column } from '../../domain/column.ts';
import type { Suggestion } from './suggestion.ts';

export interface Extent {
  readonly min: number;
  readonly max: number;
}

export interface DraftProperty {
  readonly column: Column;
  /** Absent for what ODCS has no type for. */
  readonly logicalType?: string;
  /** Why the type is a question: cells that are none of it. */
  readonly doubt?: string;
  readonly description?: string;
  /** What the column is, in a word or two: "category", "measurement in K". */
  readonly meaning: string;
  /** Of numbers, over all rows. */
  readonly extent?: Extent;
  /** Rows of the drafted part that have a value. */
  readonly present: number;
  readonly suggestions: readonly Suggestion[];
}

/** A drafted object of a contract. */
export interface Draft {
  readonly name: string;
  readonly rows: number;
  /** Rows the draft was not made from, and was judged on. */
  readonly heldBack: number;
  /** Rules of the table as a whole. */
  readonly rules: readonly Suggestion[];
  readonly properties: readonly DraftProperty[];
  /** What the data fail whatever the contract says, such as lines that cannot be read. */
  readonly notes: readonly string[];
}

export interface ValueCount {
  readonly value: unknown;
  readonly count: number;
}

/** What was found of one column on the part the draft is made from. */
export interface Looked {
  readonly column: Column;
  /** Rows of that part. */
  readonly rows: number;
  readonly nulls: number;
  /** Different values: exact where `values` is there, of a sample otherwise. */
  readonly distinct: number;
  /** True where no two rows of a sample share a value. */
  readonly allDifferent: boolean;
  /** Every value with its count, most frequent first, where they are few. */
  readonly values?: readonly ValueCount[];
  readonly min?: number;
  readonly max?: number;
  /** Over all rows, those kept back included: what is drafted must not look at it. */
  readonly extent?: Extent;
  /** As ISO 8601, of times. */
  readonly earliest?: string;
  readonly latest?: string;
  /** NaN and infinities. */
  readonly nonFinite: number;
  readonly tails?: Tails;
  /** Of texts: shapes of a sample, most frequent first, and how many there are. */
  readonly shapes?: { readonly top: readonly string[]; readonly count: number; readonly present: number };
}

/** The outermost values of `rows` rows, outermost first. */
export interface Tails {
  readonly rows: number;
  readonly largest: readonly number[];
  readonly smallest: readonly number[];
}

/** A number without more digits than it needs. */
export const plainNumber = (value: number): string => String(Number(value.toPrecision(12)));
