import type { z } from 'zod';
import type { Row } from '../domain/cell.ts';
import type { Column, ColumnKind } from '../domain/column.ts';
import type { TableFacts } from '../domain/table-facts.ts';
import type { Expr } from '../sql/expression.ts';
import type { Relation } from '../sql/select.ts';

/** The one query of a metric. Queries over the same relation without groups are fused into one scan. */
export interface MetricQuery {
  /** What is read instead of the table itself; `per` are the columns of the groups it is asked for. */
  readonly from?: (table: Relation, per: readonly string[]) => Relation;
  /** Aggregates by alias. */
  readonly select: Readonly<Record<string, Expr>>;
  /** Makes many rows, one per group. Such a metric has its own query. */
  readonly groupBy?: Readonly<Record<string, Expr>>;
}

export interface MetricContext {
  /** Throws where the table has no such column: checks ask only for columns that exist. */
  readonly column: (name: string) => Column;
  /** The name of the engine's hash. */
  readonly hashName: string;
}

/** States that no merge can join, such as those of different hashes: whoever has them computes from rows instead. */
export class Unmergeable extends Error {
  override readonly name = 'Unmergeable';
}

/** How states of parts make the state of the whole. */
export type Merge<S> =
  | { readonly kind: 'commutative'; readonly merge: (left: S, right: S) => S }
  /** Parts are given in the order of the rows. */
  | { readonly kind: 'ordered'; readonly merge: (left: S, right: S) => S }
  /** Cannot be merged: computed from rows each time. */
  | { readonly kind: 'none' };

/** What makes a value exact or bounds its error. */
export type Exactness =
  | { readonly kind: 'exact' }
  /** Floating sums differ with the order of addition. */
  | { readonly kind: 'rounding' }
  | { readonly kind: 'approximate'; readonly bound: string };

/**
 * A number or small vector computed from data. `S` is a plain JSON record; NaN, infinities, big integers and dates in it
 * are tagged cells.
 */
export interface Metric<P = unknown, S = unknown, V = unknown> {
  readonly id: string;
  /** Raised when the meaning of the state changes. */
  readonly version: number;
  readonly summary: string;
  /** What it is, exactly: formula, units, what NULL, NaN and no values do, the bound of its error, the source. */
  readonly definition: string;
  readonly params: z.ZodType<P>;
  /** Kinds of columns it is defined on. */
  readonly accepts: readonly ColumnKind[] | 'table';
  readonly exactness: Exactness;
  /** True where its value shows values of the column, such as a minimum: left out for confidential columns. */
  readonly showsValues?: boolean;
  readonly query: (params: P, context: MetricContext) => MetricQuery;
  readonly read: (rows: readonly Row[], params: P, context: MetricContext) => S;
  /** The state of no rows: neutral in `merge`. */
  readonly empty: (params: P, context: MetricContext) => S;
  readonly merge: Merge<S>;
  /** Undefined where no rows make the value undefined. */
  readonly value: (state: S, params: P) => V;
  /**
   * What a profile asks of a column it accepts, or undefined where it asks nothing. `known` holds the values of the first round by
   * metric id (undefined in the first round itself): what costs much is asked only where it is small.
   */
  readonly profile?: (column: Column, known: ReadonlyMap<string, unknown> | undefined) => P | undefined;
  /** What a profile shows instead of a value that is too large to read. */
  readonly profileValue?: (value: V, params: P) => unknown;
  /** Parameters that make the query cheaper and leave the state as it is: stored states do not name them. */
  readonly hints?: readonly (keyof P & string)[];
  /** The state from facts alone, or undefined where they prove nothing. */
  readonly fromFacts?: (params: P, facts: TableFacts) => S | undefined;
}

/** Keeps the three types of a metric together; every metric file calls it once. */
export const defineMetric = <P, S, V>(metric: Metric<P, S, V>): Metric<P, S, V> => metric;
