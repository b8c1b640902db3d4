import { floatCell, numberOf } from '../../domain/cell.ts';
import { type Expr, literal } from '../expression.ts';

/** A number written out, as the nearest double: engines do not all round decimals of many digits to it. */
export const doubleLiteral = (expr: Expr): Expr | undefined => {
  const value = expr.kind === 'literal' ? numberOf(expr.value) : undefined;
  return value === undefined ? undefined : literal(floatCell(value));
};
