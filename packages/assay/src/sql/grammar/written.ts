import type { Expr } from '../expression.ts';

/** How the parts of an expression stand in its text. */
export interface Written {
  readonly offsets: WeakMap<Expr, number>;
  /** The values of each `in`, as nodes that have offsets. */
  readonly listed: WeakMap<Expr, readonly Expr[]>;
}
