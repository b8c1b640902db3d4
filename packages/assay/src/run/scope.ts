import type { Column } from '../domain/column.ts';
import type { OpenTable } from '../engines/engine.ts';
import type { Expr } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';

/** Limits a run to some rows. A condition that people wrote is read against the columns of the open table. */
export interface Scope {
  readonly text: string;
  readonly condition: Expr | ((columns: readonly Column[]) => Expr);
}

/** The condition of a scope on a table. Throws `Refusal` where it does not fit the columns. */
export const conditionOn = ({ condition }: Scope, columns: readonly Column[]): Expr =>
  typeof condition === 'function' ? condition(columns) : condition;

/** The rows of an open table that are in a scope; all of them without one. Throws `Refusal` where it does not fit the columns. */
export const within = (
  scope: Scope | undefined,
  { relation, columns }: Pick<OpenTable, 'relation' | 'columns'>,
): Relation =>
  scope === undefined
    ? relation
    : subquery(
        { everything: true, columns: {}, from: relation, where: conditionOn(scope, columns) },
        'scoped',
      );
