import type { Expr, Order } from './expression.ts';

/** What rows are read from. Table paths are identifiers, never SQL. */
export type Relation =
  | { readonly kind: 'table'; readonly path: readonly string[]; readonly as?: string }
  | { readonly kind: 'query'; readonly select: Select; readonly as: string }
  /** All rows of several queries with the same columns in the same order. */
  | { readonly kind: 'union'; readonly selects: readonly Select[]; readonly as: string }
  /** Each row of one beside each row of the other where `on` is true; columns are told apart by the names of the two. */
  | {
      readonly kind: 'join';
      readonly left: Relation;
      readonly right: Relation;
      readonly on: Expr;
      readonly as?: never;
    };

export interface Select {
  /** Every column of `from` before the named ones. */
  readonly everything?: boolean;
  readonly columns: Readonly<Record<string, Expr>>;
  readonly from: Relation;
  readonly where?: Expr;
  readonly groupBy?: readonly Expr[];
  readonly having?: Expr;
  readonly orderBy?: readonly Order[];
  readonly limit?: number;
}

export const table = (...path: string[]): Relation => ({ kind: 'table', path });
export const aliased = (relation: Relation, as: string): Relation =>
  relation.kind === 'join'
    ? subquery({ everything: true, columns: {}, from: relation }, as)
    : { ...relation, as };
export const union = (selects: readonly Select[], as: string): Relation => ({ kind: 'union', selects, as });
export const join = (left: Relation, right: Relation, on: Expr): Relation => ({
  kind: 'join',
  left,
  right,
  on,
});
export const subquery = (select: Select, as: string): Relation => ({ kind: 'query', select, as });
