import { isTagged } from '../../domain/cell.ts';
import { arithmetic, call, type Expr, literal } from '../expression.ts';
import type { Typed } from './kinds.ts';

const isLiteral = (expr: Expr): boolean => expr.kind === 'literal';

/** Of the width that sums and products need; what is calculated has it already. */
export const wideDecimal = ({ expr, kind }: Typed): Expr =>
  kind === 'decimal' && expr.kind !== 'arithmetic' ? call('exactDecimal', expr) : expr;

/** Zero with the decimals of a value; undefined for a whole number. */
const zeroLike = ({ expr, kind }: Typed): Expr | undefined => {
  if (kind !== 'decimal') return undefined;
  if (expr.kind !== 'literal' || !isTagged(expr.value)) return call('decimalZero', expr);
  return literal({
    type: 'decimal',
    value: expr.value.value.replace(/[1-9-]/g, (one) => (one === '-' ? '' : '0')),
  });
};

const asDecimal = (expr: Expr): Expr =>
  expr.kind === 'literal' && typeof expr.value === 'number'
    ? literal({ type: 'decimal', value: String(expr.value) })
    : expr;

/**
 * Values of which a function gives one, with the decimals of all: an engine that finds their common type by itself may
 * round some of them.
 */
export const ofOneScale = (values: readonly Typed[]): readonly Expr[] =>
  values.map((value) => {
    if (isLiteral(value.expr)) return asDecimal(value.expr);
    const zeros = values.flatMap((other) => (other === value ? [] : (zeroLike(other) ?? [])));
    return zeros.reduce(
      (sum, zero) => arithmetic(sum, '+', zero),
      zeros.length === 0 ? value.expr : wideDecimal(value),
    );
  });
