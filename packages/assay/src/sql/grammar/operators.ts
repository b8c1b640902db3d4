import type { ArithmeticOp, CompareOp } from '../expression.ts';

/** How tightly things bind: a greater number binds tighter. Equal ones group from the left. */
export const levels = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7 } as const;

export const compareOps: Readonly<Record<string, CompareOp>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
export const arithmeticOps: Readonly<Record<string, ArithmeticOp>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
};

/** The level of each operator that follows its left side; `not` begins `not in`, `not between` and `not like`. */
export const infixLevels: ReadonlyMap<string, number> = new Map<string, number>([
  ['or', levels.or],
  ['and', levels.and],
  ...[...Object.keys(compareOps), 'is', 'not', 'in', 'between', 'like'].map(
    (operator) => [operator, levels.comparison] as const,
  ),
  ['+', levels.sum],
  ['-', levels.sum],
  ['*', levels.product],
  ['/', levels.product],
  ['%', levels.product],
]);
