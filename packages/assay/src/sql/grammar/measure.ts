import { mapChildren } from '../children.ts';
import type { Expr, FunctionName } from '../expression.ts';
import { stop } from './syntax-error.ts';

/** Parentheses, functions and signs in each other; a sum of columns, which groups from the left, is no nesting. */
const deepestNesting = 100;
const longestChain = 500;
const largest = 10_000;

/** Functions that some dialect prints with an argument repeated. */
const copies: Partial<Record<FunctionName, number>> = { ln: 2, sqrt: 2, exp: 4, power: 4, round: 3 };

const choices: ReadonlySet<FunctionName> = new Set(['coalesce', 'nullIf', 'least', 'greatest']);

interface Extent {
  /** Nodes when printed, counting what an operator or a dialect repeats. */
  readonly size: number;
  readonly depth: number;
}

/** Decimals of which one is chosen are printed beside each other, twice each: exact for two and three of them. */
const timesOf = (expr: Expr): number => {
  if (expr.kind === 'arithmetic') return expr.op === '%' ? 3 : 1;
  if (expr.kind !== 'call') return 1;
  return choices.has(expr.fn) ? Math.min(2 * expr.args.length - 1, 5) : (copies[expr.fn] ?? 1);
};

const own = (expr: Expr): { readonly nodes: number; readonly times: number } => ({
  nodes: expr.kind === 'in' ? 1 + expr.values.length : 1,
  times: timesOf(expr),
});

/** Holds the printed form of an expression to limits that every engine takes, however it is nested. */
export class Measure {
  readonly #extents = new WeakMap<Expr, Extent>();
  #nesting = 0;

  add(expr: Expr, offset: number): void {
    const { size, depth } = this.#extent(expr);
    if (size > largest) stop('the expression is too large: split the rule', offset);
    if (depth > longestChain) stop('the expression is nested too deeply: split the rule', offset);
  }

  /** Runs `read` one level deeper. */
  deeper<T>(offset: number, read: () => T): T {
    this.#nesting += 1;
    if (this.#nesting > deepestNesting) stop('the expression is nested too deeply: split the rule', offset);
    const result = read();
    this.#nesting -= 1;
    return result;
  }

  #extent(expr: Expr): Extent {
    const known = this.#extents.get(expr);
    if (known !== undefined) return known;
    const { nodes, times } = own(expr);
    const inner: Extent[] = [];
    mapChildren(expr, (child) => {
      inner.push(this.#extent(child));
      return child;
    });
    const extent = {
      size: nodes + times * inner.reduce((sum, { size }) => sum + size, 0),
      depth: 1 + inner.reduce((most, { depth }) => Math.max(most, depth), 0),
    };
    this.#extents.set(expr, extent);
    return extent;
  }
}
