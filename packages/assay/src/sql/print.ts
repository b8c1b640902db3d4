import type { Dialect } from './dialect.ts';
import type { ArithmeticOp, Expr, Frame, Order } from './expression.ts';
import { liftWindows } from './lift-windows.ts';
import type { Relation, Select } from './select.ts';

/** Prints an expression in a dialect. Throws `Unsupported` where the dialect says it cannot. */
export const printExpr = (expr: Expr, dialect: Dialect): string => {
  const print = (inner: Expr): string => printExpr(inner, dialect);
  switch (expr.kind) {
    case 'column':
      return expr.table === undefined
        ? dialect.identifier(expr.name)
        : `${dialect.identifier(expr.table)}.${dialect.identifier(expr.name)}`;
    case 'field':
      return dialect.field(print(expr.of), expr.name);
    case 'literal':
      return dialect.literal(expr.value);
    case 'call':
      return dialect.functions[expr.fn](...expr.args.map(print));
    case 'compare':
      return `(${print(expr.left)} ${expr.op} ${print(expr.right)})`;
    case 'arithmetic':
      return printArithmetic(expr.op, print(expr.left), print(expr.right), dialect);
    case 'and':
    case 'or':
      if (expr.args.length === 0) return dialect.literal(expr.kind === 'and');
      return `(${expr.args.map(print).join(expr.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'not':
      return expr.arg.kind === 'isNull' ? `(${print(expr.arg.arg)} IS NOT NULL)` : `(NOT ${print(expr.arg)})`;
    case 'isNull':
      return `(${print(expr.arg)} IS NULL)`;
    case 'in':
      if (expr.values.length === 0) return dialect.literal(false);
      return `(${print(expr.arg)} IN (${expr.values.map((value) => dialect.literal(value)).join(', ')}))`;
    case 'inQuery': {
      const args = expr.args.map(print).join(', ');
      return `(${expr.args.length === 1 ? args : `(${args})`} IN (${printSelect(expr.select, dialect)}))`;
    }
    case 'like':
      return dialect.like(print(expr.arg), dialect.literal(expr.pattern));
    case 'matches':
      return dialect.matches(print(expr.arg), expr.pattern);
    case 'case': {
      const whens = expr.whens.map(([condition, value]) => `WHEN ${print(condition)} THEN ${print(value)}`);
      const otherwise = expr.otherwise === undefined ? '' : ` ELSE ${print(expr.otherwise)}`;
      return `CASE ${whens.join(' ')}${otherwise} END`;
    }
    case 'cast':
      return expr.lenient
        ? dialect.lenientCast(print(expr.arg), expr.to)
        : dialect.cast(print(expr.arg), dialect.types[expr.to]);
    case 'aggregate':
      return dialect.aggregates[expr.fn](...expr.args.map(print));
    case 'window': {
      const over = [
        expr.partitionBy.length > 0 ? `PARTITION BY ${expr.partitionBy.map(print).join(', ')}` : '',
        expr.orderBy.length > 0 ? `ORDER BY ${printOrders(expr.orderBy, dialect)}` : '',
        expr.frame === undefined ? '' : printFrame(expr.frame),
      ];
      return `${dialect.windows[expr.fn](...expr.args.map(print))} OVER (${over.filter(Boolean).join(' ')})`;
    }
    case 'exists':
      return `EXISTS (SELECT 1 FROM ${printRelation(expr.from, dialect)} WHERE ${print(expr.where)})`;
    case 'scalar':
      return `(${printSelect(expr.select, dialect)})`;
  }
};

/** Division is of doubles, and by zero it is NULL, on every engine; so is the remainder. */
const printArithmetic = (op: ArithmeticOp, left: string, right: string, dialect: Dialect): string => {
  if (op === '/')
    return `(${dialect.cast(left, dialect.types.float)} / NULLIF(${dialect.cast(right, dialect.types.float)}, 0))`;
  if (op === '%') return `(${left} % NULLIF(${right}, 0))`;
  return `(${left} ${op} ${right})`;
};

const printFrame = ({ from, to }: Frame): string => {
  const edge = (offset: number): string =>
    offset === 0
      ? 'CURRENT ROW'
      : `${Math.abs(Math.trunc(offset))} ${offset < 0 ? 'PRECEDING' : 'FOLLOWING'}`;
  return `ROWS BETWEEN ${from === 'start' ? 'UNBOUNDED PRECEDING' : edge(from)} AND ${to === 'end' ? 'UNBOUNDED FOLLOWING' : edge(to)}`;
};

const printOrders = (orders: readonly Order[], dialect: Dialect): string =>
  orders
    .map((order) => `${printExpr(order.by, dialect)} ${order.descending ? 'DESC' : 'ASC'} NULLS LAST`)
    .join(', ');

const printBody = (relation: Relation, dialect: Dialect): string => {
  switch (relation.kind) {
    case 'table':
      return relation.path.map(dialect.identifier).join('.');
    case 'query':
      return `(${printSelect(relation.select, dialect)})`;
    case 'union':
      return `(${relation.selects.map((select) => printSelect(select, dialect)).join(' UNION ALL ')})`;
    case 'join':
      return `${printRelation(relation.left, dialect)} JOIN ${printRelation(relation.right, dialect)} ON ${printExpr(relation.on, dialect)}`;
  }
};

export const printRelation = (relation: Relation, dialect: Dialect): string => {
  const body = printBody(relation, dialect);
  return relation.as === undefined ? body : `${body} AS ${dialect.identifier(relation.as)}`;
};

/** Prints a query in a dialect; windows may stand anywhere in it. Throws `Unsupported` where the dialect says it cannot. */
export const printSelect = (asked: Select, dialect: Dialect): string => {
  const select = liftWindows(asked);
  const named = Object.entries(select.columns).map(
    ([as, expr]) => `${printExpr(expr, dialect)} AS ${dialect.identifier(as)}`,
  );
  const parts = [
    `SELECT ${[...(select.everything ? ['*'] : []), ...named].join(', ')}`,
    `FROM ${printRelation(select.from, dialect)}`,
    select.where && `WHERE ${printExpr(select.where, dialect)}`,
    select.groupBy &&
      select.groupBy.length > 0 &&
      `GROUP BY ${select.groupBy.map((by) => printExpr(by, dialect)).join(', ')}`,
    select.having && `HAVING ${printExpr(select.having, dialect)}`,
    select.orderBy && select.orderBy.length > 0 && `ORDER BY ${printOrders(select.orderBy, dialect)}`,
    select.limit !== undefined && `LIMIT ${Math.trunc(select.limit)}`,
  ];
  return parts.filter(Boolean).join(' ');
};
