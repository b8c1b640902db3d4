import { aggregate, column, type Expr, isNull, or } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';

/** How many rows a group of equal values has. */
export const groupSize = column('~n');
/** One of the values of a group; the only one is number 0. */
export const groupValue = (index = 0): Expr => column(`~v${index}`);
/** Some value of the group is NULL. */
export const groupHoldsNull = (count: number): Expr =>
  or(...Array.from({ length: count }, (_unused, index) => isNull(groupValue(index))));

/** One row for each combination of values, with how many rows have it; apart for each group of `per`. */
export const valueGroups =
  (values: readonly Expr[], where?: Expr) =>
  (table: Relation, per: readonly string[]): Relation => {
    const keys: Record<string, Expr> = Object.fromEntries([
      ...per.map((name) => [name, column(name)] as const),
      ...values.map((value, index) => [`~v${index}`, value] as const),
    ]);
    return subquery(
      {
        columns: { ...keys, '~n': aggregate('countAll') },
        from: table,
        ...(where === undefined ? {} : { where }),
        groupBy: Object.values(keys),
      },
      'groups',
    );
  };
