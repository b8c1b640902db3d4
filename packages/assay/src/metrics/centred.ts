import { aggregate, arithmetic, call, column, type Expr, scalar } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';
import { meanOver } from './robust-windows.ts';

/** The mean of an expression: of the table, or of the group a row is in. */
const meanWithin = (value: Expr, table: Relation, per: readonly string[]): Expr =>
  per.length === 0
    ? scalar({ columns: { mean: aggregate('mean', value) }, from: table })
    : meanOver(value, per);

/**
 * The rows with deviations from the mean, each under its name, and beside each its centre and value as `<name>.centre` and `<name>.value`: power sums of
 * deviations lose few digits to a large mean.
 */
export const centred =
  (values: Readonly<Record<string, Expr>>) =>
  (table: Relation, per: readonly string[]): Relation => {
    const columns: Record<string, Expr> = Object.fromEntries(per.map((name) => [name, column(name)]));
    for (const [name, expr] of Object.entries(values)) {
      const value = call('toDouble', expr);
      const centre = meanWithin(value, table, per);
      columns[name] = arithmetic(value, '-', centre);
      columns[`${name}.centre`] = centre;
      columns[`${name}.value`] = value;
    }
    return subquery({ columns, from: table }, 'centred');
  };
