import type { Column } from '../domain/column.ts';
import { and, column, type Expr, inQuery, not, notNull } from '../sql/expression.ts';
import type { Relation } from '../sql/select.ts';

/** Rows of another dataset by some of its columns. */
export interface Referenced {
  readonly table: Relation;
  readonly columns: readonly Column[];
}

/** A row whose key is complete, and which no row of the referenced dataset has. A key with a NULL refers to nothing. */
export const orphanRow = (keys: readonly Column[], { table, columns }: Referenced): Expr => {
  const complete = keys.map(({ name }) => notNull(column(name)));
  const known = inQuery(
    keys.map(({ name }) => column(name)),
    {
      columns: Object.fromEntries(columns.map(({ name }, index) => [`r${index}`, column(name)])),
      from: table,
      where: and(...columns.map(({ name }) => notNull(column(name)))),
    },
  );
  return and(...complete, not(known));
};
