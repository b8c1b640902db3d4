import type { Column } from '../domain/column.ts';
import type { Expr } from '../sql/expression.ts';

/** Limits a run to some rows. A condition that people wrote is read against the columns of the open table. */
export interface Scope {
  readonly text: string;
  readonly condition: Expr | ((columns: readonly Column[]) => Expr);
}

/** The condition of a scope on a table. Throws `Refusal` where it does not fit the columns. */
export const conditionOn = ({ condition }: Scope, columns: readonly Column[]): Expr =>
  typeof condition === 'function' ? condition(columns) : condition;
