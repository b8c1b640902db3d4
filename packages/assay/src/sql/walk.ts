import type { Expr } from './expression.ts';

/** The expressions directly inside one. Of `exists` its condition; of a scalar subquery none: its columns are another table's. */
export const childrenOf = (expr: Expr): readonly Expr[] => {
  switch (expr.kind) {
    case 'column':
    case 'literal':
    case 'scalar':
      return [];
    case 'field':
      return [expr.of];
    case 'call':
    case 'and':
    case 'or':
    case 'aggregate':
      return expr.args;
    case 'compare':
    case 'arithmetic':
      return [expr.left, expr.right];
    case 'not':
    case 'isNull':
    case 'in':
    case 'like':
    case 'matches':
    case 'cast':
      return [expr.arg];
    case 'case':
      return [...expr.whens.flat(), ...(expr.otherwise === undefined ? [] : [expr.otherwise])];
    case 'window':
      return [...expr.args, ...expr.partitionBy, ...expr.orderBy.map(({ by }) => by)];
    case 'exists':
      return [expr.where];
  }
};

/** The names of the columns an expression reads, each once, in the order they are first met. */
export const expressionColumns = (expr: Expr): readonly string[] => {
  const names = new Set<string>();
  const visit = (one: Expr): void => {
    if (one.kind === 'column') names.add(one.name);
    for (const child of childrenOf(one)) visit(child);
  };
  visit(expr);
  return [...names];
};
