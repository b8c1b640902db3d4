import {
  and,
  arithmetic,
  call,
  column,
  compare,
  type Expr,
  number,
  when,
  window,
} from '../sql/expression.ts';
import { finiteValues } from './finite-values.ts';

/**
 * The median of an expression over the group of each row, of its values that are not NULL: the mean of the middle two where
 * their number n is even. Built of ranks (n <= 2·rank <= n + 2 are the middle ones), since not every engine has a median over
 * windows.
 */
export const medianOver = (value: Expr, per: readonly string[]): Expr => {
  const partitionBy = per.map((name) => column(name));
  const rank = window('rowNumber', [], { partitionBy, orderBy: [{ by: value }] });
  const present = window('count', [value], { partitionBy });
  const twice = arithmetic(rank, '*', number(2));
  const isMiddle = and(
    compare(twice, '>=', present),
    compare(twice, '<=', arithmetic(present, '+', number(2))),
  );
  const middle = when(isMiddle, value);
  return arithmetic(
    arithmetic(window('min', [middle], { partitionBy }), '+', window('max', [middle], { partitionBy })),
    '/',
    number(2),
  );
};

/** The mean of an expression over the group of each row. */
export const meanOver = (value: Expr, per: readonly string[]): Expr => {
  const partitionBy = per.map((name) => column(name));
  return arithmetic(window('sum', [value], { partitionBy }), '/', window('count', [value], { partitionBy }));
};

/** A column's values as doubles, those that are neither NaN nor infinite. */
export const finite = (name: string): Expr => finiteValues(call('toDouble', column(name)), 'float');
