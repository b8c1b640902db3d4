import type { Row } from '../../src/domain/cell.ts';
import type { Expr } from '../../src/sql/expression.ts';
import { calculated, called, compared } from './plain-functions.ts';
import { readCell, type Value } from './plain-values.ts';

const anyOf = (conditions: readonly Value[]): Value =>
  conditions.includes(true) ? true : conditions.includes(null) ? null : false;
const allOf = (conditions: readonly Value[]): Value =>
  conditions.includes(false) ? false : conditions.includes(null) ? null : true;

const likePart = (one: string): string => {
  if (one === '%') return '[^]*';
  return one === '_' ? '[^]' : one.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
};
const likeRegExp = (pattern: string): RegExp => new RegExp(`^${[...pattern].map(likePart).join('')}$`, 'u');

/** What an expression of the grammar means for one row: a second, plain reading of its definition. */
export const evaluate = (expr: Expr, row: Row, doubles: ReadonlySet<string>): Value => {
  const inner = (one: Expr): Value => evaluate(one, row, doubles);
  const search = (arg: Expr, pattern: RegExp): Value => {
    const value = inner(arg);
    return typeof value === 'string' ? pattern.test(value) : null;
  };
  switch (expr.kind) {
    case 'column':
      return readCell(row[expr.name] ?? null, doubles.has(expr.name));
    case 'literal':
      return readCell(expr.value, false);
    case 'compare':
      return compared(expr.op, inner(expr.left), inner(expr.right));
    case 'arithmetic':
      return calculated(expr.op, inner(expr.left), inner(expr.right));
    case 'and':
      return allOf(expr.args.map(inner));
    case 'or':
      return anyOf(expr.args.map(inner));
    case 'not': {
      const value = inner(expr.arg);
      return value === null ? null : !value;
    }
    case 'isNull':
      return inner(expr.arg) === null;
    case 'in': {
      const value = inner(expr.arg);
      return anyOf(expr.values.map((one) => compared('=', value, readCell(one, false))));
    }
    case 'like':
      return search(expr.arg, likeRegExp(expr.pattern));
    case 'matches':
      return search(expr.arg, new RegExp(expr.pattern, 'u'));
    case 'call':
      return called(expr.fn, expr.args.map(inner));
    default:
      throw new Error(`${expr.kind} is not part of the grammar`);
  }
};
