import { type Column, numericKinds, temporalKinds } from '../domain/column.ts';
import { and, column, type Expr, inQuery, not, notNull } from '../sql/expression.ts';
import type { Relation } from '../sql/select.ts';
import { RuleUnknown } from './check.ts';

/** Rows of another dataset by some of its columns. */
export interface Referenced {
  readonly table: Relation;
  readonly columns: readonly Column[];
}

const families = [numericKinds, temporalKinds];

const comparable = (left: Column, right: Column): boolean =>
  left.kind === right.kind ||
  families.some((family) => family.includes(left.kind) && family.includes(right.kind));

/** Throws `RuleUnknown` where a column of the key can equal none of the column it refers to. */
export const assertComparable = (
  keys: readonly Column[],
  dataset: string,
  referenced: readonly Column[],
): void => {
  for (const [index, key] of keys.entries()) {
    const other = referenced[index];
    if (other === undefined || comparable(key, other)) continue;
    throw new RuleUnknown(
      `${key.name} is ${key.sqlType} and ${dataset}.${other.name} is ${other.sqlType}: they cannot be compared`,
    );
  }
};

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
