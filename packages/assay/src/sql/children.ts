import type { Expr } from './expression.ts';

/**
 * Rebuilds an expression with `change` applied to the parts it is made of. What stands in another scope (the query of
 * `exists`, `inQuery` or `scalar`) is left as it is.
 */
export const mapChildren = (expr: Expr, change: (child: Expr) => Expr): Expr => {
  switch (expr.kind) {
    case 'column':
    case 'literal':
    case 'exists':
    case 'scalar':
      return expr;
    case 'field':
      return { ...expr, of: change(expr.of) };
    case 'call':
    case 'and':
    case 'or':
    case 'aggregate':
    case 'inQuery':
      return { ...expr, args: expr.args.map(change) };
    case 'compare':
    case 'arithmetic':
      return { ...expr, left: change(expr.left), right: change(expr.right) };
    case 'not':
    case 'isNull':
    case 'in':
    case 'like':
    case 'matches':
    case 'cast':
      return { ...expr, arg: change(expr.arg) };
    case 'case':
      return {
        ...expr,
        whens: expr.whens.map(([condition, value]) => [change(condition), change(value)] as const),
        ...(expr.otherwise === undefined ? {} : { otherwise: change(expr.otherwise) }),
      };
    case 'window':
      return {
        ...expr,
        args: expr.args.map(change),
        partitionBy: expr.partitionBy.map(change),
        orderBy: expr.orderBy.map((order) => ({ ...order, by: change(order.by) })),
      };
  }
};

/** The expression and every part of it, outermost first. */
export const partsOf = (expr: Expr): readonly Expr[] => {
  const parts: Expr[] = [expr];
  mapChildren(expr, (child) => {
    parts.push(...partsOf(child));
    return child;
  });
  return parts;
};
