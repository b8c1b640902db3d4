import { partsOf } from './children.ts';
import type { Expr } from './expression.ts';

/** The names of the columns an expression reads, each once, in the order they are first met. */
export const expressionColumns = (expr: Expr): readonly string[] => [
  ...new Set(partsOf(expr).flatMap((part) => (part.kind === 'column' ? [part.name] : []))),
];
