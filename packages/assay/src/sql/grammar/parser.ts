import type { Cell } from '../../domain/cell.ts';
import {
  and,
  arithmetic,
  compare,
  type Expr,
  isIn,
  isNull,
  like,
  literal,
  not,
  number,
  or,
} from '../expression.ts';
import { callOf, functionNamed } from './calls.ts';
import { Cursor } from './cursor.ts';
import { instantWords } from './instants.ts';
import { Measure } from './measure.ts';
import { negated } from './negated.ts';
import { arithmeticOps, compareOps, infixLevels, levels } from './operators.ts';
import { stop } from './syntax-error.ts';
import type { Token } from './tokens.ts';
import type { Written } from './written.ts';

const constants: ReadonlyMap<string, Cell> = new Map<string, Cell>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

/** The parser of one expression: each method reads what it is named after and leaves the cursor behind it. */
export class Parser implements Written {
  readonly #cursor: Cursor;
  readonly #measure = new Measure();
  readonly offsets = new WeakMap<Expr, number>();
  readonly listed = new WeakMap<Expr, readonly Expr[]>();

  constructor(tokens: readonly Token[]) {
    this.#cursor = new Cursor(tokens);
  }

  /** The whole text is one expression. */
  whole(): Expr {
    if (this.#cursor.next.kind === 'end') stop('the expression is empty', 0);
    const expr = this.#expression(0);
    return this.#cursor.next.kind === 'end' ? expr : this.#cursor.unexpected('the end or an operator');
  }

  /** Keeps where a node stands and holds it to the limits. */
  #node(expr: Expr, offset: number): Expr {
    this.#measure.add(expr, offset);
    if (!this.offsets.has(expr)) this.offsets.set(expr, offset);
    return expr;
  }

  /** Reads operators that bind tighter than `level`. */
  #expression(level: number): Expr {
    const start = this.#cursor.next.offset;
    return this.#measure.deeper(start, () => {
      let left = this.#prefix();
      for (;;) {
        const operator = this.#cursor.operator;
        const own = infixLevels.get(operator);
        if (own === undefined || own <= level) return left;
        left = this.#node(this.#infix(left, operator, own, start), start);
      }
    });
  }

  #infix(left: Expr, operator: string, level: number, start: number): Expr {
    const at = this.#cursor.next.offset;
    const compareOp = compareOps[operator];
    const arithmeticOp = arithmeticOps[operator];
    if (operator === 'not' || operator === 'in' || operator === 'between' || operator === 'like')
      return this.#membership(left, start);
    this.#cursor.advance();
    if (operator === 'is') return this.#isNull(left);
    if (operator === '=' && this.#cursor.operator === '=') stop('equality is written with one =', at);
    const right = this.#expression(level);
    if (compareOp !== undefined) return this.#comparison(left, compareOp, right, at);
    if (arithmeticOp !== undefined) return arithmetic(left, arithmeticOp, right);
    return operator === 'and'
      ? and(...parts('and', left), ...parts('and', right))
      : or(...parts('or', left), ...parts('or', right));
  }

  #comparison(left: Expr, op: Parameters<typeof compare>[1], right: Expr, at: number): Expr {
    for (const side of [left, right]) {
      if (side.kind === 'literal' && side.value === null)
        stop('nothing compares with null, not even null: write is null or is not null', at);
    }
    if (compareOps[this.#cursor.operator] !== undefined)
      stop('comparisons do not chain: join two with and, or write between', this.#cursor.next.offset);
    return compare(left, op, right);
  }

  #isNull(arg: Expr): Expr {
    const negative = this.#cursor.accept('not');
    this.#cursor.expect('null', negative ? 'after is not' : 'or not null after is');
    return negative ? not(isNull(arg)) : isNull(arg);
  }

  /** `[not] in (…)`, `[not] between … and …`, `[not] like '…'`. */
  #membership(arg: Expr, start: number): Expr {
    const negative = this.#cursor.accept('not');
    const found = this.#cursor.accept('in')
      ? this.#list(arg)
      : this.#cursor.accept('between')
        ? this.#between(arg)
        : this.#cursor.accept('like')
          ? like(arg, this.#cursor.text('a pattern in single quotes after like'))
          : this.#cursor.unexpected('in, between or like after not');
    return negative ? not(this.#node(found, start)) : found;
  }

  #between(arg: Expr): Expr {
    const lowAt = this.#cursor.next.offset;
    const low = this.#expression(levels.comparison);
    this.#cursor.expect('and', 'between the two bounds');
    const highAt = this.#cursor.next.offset;
    const high = this.#expression(levels.comparison);
    return and(this.#comparison(arg, '>=', low, lowAt), this.#comparison(arg, '<=', high, highAt));
  }

  #list(arg: Expr): Expr {
    this.#cursor.expect('(', 'after in');
    const items = this.#items('in');
    const values = items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []));
    if (values.length < items.length) return or(...items.map((item) => compare(arg, '=', item)));
    const found = isIn(arg, values);
    this.listed.set(found, items);
    return found;
  }

  /** Expressions between commas up to the closing parenthesis. */
  #items(of: string): readonly Expr[] {
    const items: Expr[] = [];
    do items.push(this.#expression(0));
    while (this.#cursor.accept(','));
    this.#cursor.expect(')', `or a comma after a value of ${of}`);
    return items;
  }

  #prefix(): Expr {
    const start = this.#cursor.next.offset;
    if (this.#cursor.accept('not')) return this.#node(not(this.#expression(levels.not)), start);
    if (this.#cursor.accept('-')) return this.#node(this.#negative(), start);
    if (this.#cursor.accept('+')) return this.#expression(levels.sign);
    if (this.#cursor.accept('(')) {
      const inner = this.#expression(0);
      this.#cursor.expect(')', 'to close the parenthesis');
      return inner;
    }
    return this.#node(this.#primary(), start);
  }

  #negative(): Expr {
    const arg = this.#expression(levels.sign);
    const folded = arg.kind === 'literal' ? negated(arg.value) : undefined;
    return folded === undefined ? arithmetic(number(0), '-', arg) : literal(folded);
  }

  #primary(): Expr {
    const token = this.#cursor.next;
    if (token.kind === 'end' || token.kind === 'symbol')
      return this.#cursor.unexpected('a column, a value or a function');
    const constant = token.kind === 'word' ? constants.get(token.name.toLowerCase()) : undefined;
    if (token.kind === 'word' && constant === undefined && this.#cursor.operator !== '')
      return this.#cursor.unexpected('a column, a value or a function');
    this.#cursor.advance();
    if (token.kind === 'number') return literal(token.cell);
    if (token.kind === 'text') return literal(token.value);
    if (token.kind === 'name') return { kind: 'column', name: token.name };
    if (constant !== undefined) return literal(constant);
    return this.#word(token.name, token.offset);
  }

  /** A function, a date or timestamp, or else a column. */
  #word(name: string, offset: number): Expr {
    if (this.#cursor.operator === '(') return this.#call(name, offset);
    const instant = instantWords.get(name.toLowerCase());
    const token = this.#cursor.next;
    if (instant === undefined || token.kind !== 'text') return { kind: 'column', name };
    this.#cursor.advance();
    return literal(
      instant.read(token.value) ??
        stop(
          `there is no ${name.toLowerCase()} ${token.text}: write it like '${instant.form}'`,
          token.offset,
        ),
    );
  }

  #call(name: string, offset: number): Expr {
    const known = functionNamed(name, offset);
    this.#cursor.advance();
    if (this.#cursor.accept(')')) return callOf(name, known, [], offset);
    return callOf(name, known, this.#items(name), offset);
  }
}

const parts = (kind: 'and' | 'or', expr: Expr): readonly Expr[] => (expr.kind === kind ? expr.args : [expr]);
