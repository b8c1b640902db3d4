import { type ArithmeticOp, arithmetic, call, type Expr } from '../expression.ts';
import { withTextsRead } from './alike.ts';
import { wideDecimal } from './decimals.ts';
import { doubleLiteral } from './double-literal.ts';
import { instants, numbers, phraseOf, type Typed } from './kinds.ts';

type Refuse = (message: string, at: Typed) => never;

/** A whole number that no sum or product of an engine overflows. Sums and products of such already are. */
export const exact = ({ expr }: Typed): Expr =>
  expr.kind === 'arithmetic' ? expr : call('exactInteger', expr);
export const double = ({ expr, kind }: Typed): Expr =>
  kind === 'float' ? expr : (doubleLiteral(expr) ?? call('toDouble', expr));

/** Both as `widen` makes them, but for a number written out beside what is not: one wide side is enough. */
const widened = (left: Typed, right: Typed, widen: (side: Typed) => Expr): readonly [Expr, Expr] => {
  const isLiteral = ({ expr }: Typed): boolean => expr.kind === 'literal';
  const both = isLiteral(left) && isLiteral(right);
  const side = (one: Typed): Expr => (isLiteral(one) && !both ? one.expr : widen(one));
  return [side(left), side(right)];
};

const areDays = (op: ArithmeticOp, left: Typed, right: Typed): boolean =>
  op === '-' && [left, right].some(({ kind }) => kind === 'date');

const hintFor = ({ kind }: Typed): string =>
  kind === 'timestamp' || kind === 'timestamptz'
    ? ': compare epochSeconds(…) of both'
    : kind === 'date'
      ? ': dates are only subtracted from dates'
      : '';

/** Arithmetic of one meaning: whole numbers never overflow, decimals stay exact, the rest is of doubles. */
export const typedArithmetic = (
  op: ArithmeticOp,
  first: Typed,
  second: Typed,
  written: Expr,
  refuse: Refuse,
): Typed => {
  const [left = first, right = second] = areDays(op, first, second)
    ? withTextsRead([first, second], refuse)
    : [];
  if (op === '-' && left.kind === 'date' && right.kind === 'date')
    return { expr: call('daysBetween', left.expr, right.expr), kind: 'integer', written };
  for (const side of [left, right]) {
    if (!numbers.includes(side.kind))
      refuse(
        `${op} takes numbers; ${phraseOf(side)}${instants.includes(side.kind) ? hintFor(side) : ''}`,
        side,
      );
  }
  const integers = left.kind === 'integer' && right.kind === 'integer';
  if (op === '/') return { expr: arithmetic(left.expr, op, right.expr), kind: 'float', written };
  if (op === '%' && !integers)
    return { expr: call('moduloDouble', double(left), double(right)), kind: 'float', written };
  if (left.kind === 'float' || right.kind === 'float')
    return { expr: arithmetic(double(left), op, double(right)), kind: 'float', written };
  const [a, b] = widened(left, right, integers ? exact : wideDecimal);
  return { expr: arithmetic(a, op, b), kind: integers ? 'integer' : 'decimal', written };
};
