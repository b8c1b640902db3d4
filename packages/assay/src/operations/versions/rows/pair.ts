import { call, column, type Expr } from '../../../sql/expression.ts';
import type { Relation } from '../../../sql/select.ts';
import type { ComparedColumn } from './compared-columns.ts';

export type Side = 'before' | 'after';
export const sides = ['before', 'after'] as const;

/** The rows of two versions, with what tells them apart: key columns, or none. */
export interface Pair {
  readonly tables: Readonly<Record<Side, Relation>>;
  readonly key: readonly ComparedColumn[];
  /** The columns beside the key. */
  readonly others: readonly ComparedColumn[];
}

const keyName = (index: number): string => `k${index}`;

/** What key columns are called where both versions are looked at; rows without a key have one, their hash. */
export const keyNames = ({ key }: Pair): readonly string[] =>
  key.length === 0 ? [keyName(0)] : key.map((_column, index) => keyName(index));

/** Those columns, of a table that has them. */
export const keyColumns = (pair: Pair, table?: string): Readonly<Record<string, Expr>> =>
  Object.fromEntries(keyNames(pair).map((name) => [name, column(name, table)]));

/** Those columns, made of the columns of a version. Rows without a key are told apart by the hash of all that they hold. */
export const keysOf = ({ key, others }: Pair, side: Side): Readonly<Record<string, Expr>> =>
  Object.fromEntries(
    (key.length === 0
      ? [call('hashOfRow', ...others.map(({ readOn }) => readOn(side)))]
      : key.map(({ readOn }) => readOn(side))
    ).map((expr, index) => [keyName(index), expr]),
  );
