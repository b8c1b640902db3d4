import type { Cell } from '../../domain/cell.ts';
import { nearest } from '../../domain/nearest.ts';
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
import { dateCell, timestampCell } from './instants.ts';
import { Measure } from './measure.ts';
import { negated } from './negated.ts';
import { arithmeticOps, compareOps, infixLevels, levels } from './operators.ts';
import { stop } from './syntax-error.ts';
import type { Token } from './tokens.ts';

const reserved = new Set(['and', 'or', 'not', 'in', 'between', 'is', 'like', 'null', 'true', 'false']);
const constants: ReadonlyMap<string, Cell> = new Map<string, Cell>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

/** The parser of one expression: each method reads what it is named after and leaves `#at` behind it. */
export class Parser {
  readonly #tokens: readonly Token[];
  readonly #measure = new Measure();
  #at = 0;
  readonly offsets = new WeakMap<Expr, number>();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The whole text is one expression. */
  whole(): Expr {
    if (this.#next.kind === 'end') stop('the expression is empty', 0);
    const expr = this.#expression(0);
    return this.#next.kind === 'end' ? expr : this.#unexpected('the end or an operator');
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', offset: 0, text: '' };
  }

  /** A reserved word in lower case or a symbol; of other tokens the empty text. */
  get #operator(): string {
    const token = this.#next;
    if (token.kind === 'symbol') return token.text;
    const word = token.kind === 'word' ? token.name.toLowerCase() : '';
    return reserved.has(word) ? word : '';
  }

  #accept(operator: string): boolean {
    const found = this.#operator === operator;
    if (found) this.#at += 1;
    return found;
  }

  #unexpected(expected: string): never {
    const token = this.#next;
    const found =
      token.kind === 'end'
        ? 'the expression ends'
        : `found ${token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text}`;
    return stop(`expected ${expected}, ${found}`, token.offset);
  }

  #expect(operator: string, where: string): void {
    if (!this.#accept(operator)) this.#unexpected(`${operator} ${where}`);
  }

  /** Keeps where a node stands and holds it to the limits. */
  #node(expr: Expr, offset: number): Expr {
    this.#measure.add(expr, offset);
    if (!this.offsets.has(expr)) this.offsets.set(expr, offset);
    return expr;
  }

  /** Reads operators that bind tighter than `level`. */
  #expression(level: number): Expr {
    const start = this.#next.offset;
    return this.#measure.deeper(start, () => {
      let left = this.#prefix();
      for (;;) {
        const operator = this.#operator;
        const own = infixLevels.get(operator);
        if (own === undefined || own <= level) return left;
        left = this.#node(this.#infix(left, operator, own), start);
      }
    });
  }

  #infix(left: Expr, operator: string, level: number): Expr {
    const at = this.#next.offset;
    const compareOp = compareOps[operator];
    const arithmeticOp = arithmeticOps[operator];
    if (operator === 'not' || operator === 'in' || operator === 'between' || operator === 'like')
      return this.#membership(left);
    this.#at += 1;
    if (operator === 'is') return this.#isNull(left);
    if (operator === '=' && this.#operator === '=') stop('equality is written with one =', at);
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
    if (compareOps[this.#operator] !== undefined)
      stop('comparisons do not chain: join two with and, or write between', this.#next.offset);
    return compare(left, op, right);
  }

  #isNull(arg: Expr): Expr {
    const negative = this.#accept('not');
    this.#expect('null', negative ? 'after is not' : 'or not null after is');
    return negative ? not(isNull(arg)) : isNull(arg);
  }

  /** `[not] in (…)`, `[not] between … and …`, `[not] like '…'`. */
  #membership(arg: Expr): Expr {
    const negative = this.#accept('not');
    const found = this.#accept('in')
      ? this.#list(arg)
      : this.#accept('between')
        ? this.#between(arg)
        : this.#accept('like')
          ? like(arg, this.#textHere('a pattern in single quotes after like'))
          : this.#unexpected('in, between or like after not');
    return negative ? not(this.#node(found, this.#next.offset)) : found;
  }

  #between(arg: Expr): Expr {
    const low = this.#expression(levels.comparison);
    this.#expect('and', 'between the two bounds');
    const high = this.#expression(levels.comparison);
    return and(
      this.#comparison(arg, '>=', low, this.#next.offset),
      this.#comparison(arg, '<=', high, this.#next.offset),
    );
  }

  #list(arg: Expr): Expr {
    this.#expect('(', 'after in');
    const items = this.#items('in');
    const values = items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []));
    return values.length === items.length
      ? isIn(arg, values)
      : or(...items.map((item) => compare(arg, '=', item)));
  }

  /** Expressions between commas up to the closing parenthesis. */
  #items(of: string): readonly Expr[] {
    const items: Expr[] = [];
    do items.push(this.#expression(0));
    while (this.#accept(','));
    this.#expect(')', `or a comma after a value of ${of}`);
    return items;
  }

  #textHere(expected: string): string {
    const token = this.#next;
    if (token.kind !== 'text') return this.#unexpected(expected);
    this.#at += 1;
    return token.value;
  }

  #prefix(): Expr {
    const start = this.#next.offset;
    if (this.#accept('not')) return this.#node(not(this.#expression(levels.not)), start);
    if (this.#accept('-')) return this.#node(this.#negative(), start);
    if (this.#accept('+')) return this.#expression(levels.sign);
    if (this.#accept('(')) {
      const inner = this.#expression(0);
      this.#expect(')', 'to close the parenthesis');
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
    const token = this.#next;
    if (token.kind === 'end' || token.kind === 'symbol')
      return this.#unexpected('a column, a value or a function');
    const constant = token.kind === 'word' ? constants.get(token.name.toLowerCase()) : undefined;
    if (token.kind === 'word' && constant === undefined && this.#operator !== '')
      return this.#unexpected('a column, a value or a function');
    this.#at += 1;
    if (token.kind === 'number') return literal(token.cell);
    if (token.kind === 'text') return literal(token.value);
    if (token.kind === 'name') return { kind: 'column', name: token.name };
    if (constant !== undefined) return literal(constant);
    return this.#word(token.name, token.offset);
  }

  /** A function, a date or timestamp, or else a column. */
  #word(name: string, offset: number): Expr {
    if (this.#operator === '(') return this.#call(name, offset);
    const instant = { date: dateCell, timestamp: timestampCell }[name.toLowerCase()];
    const token = this.#next;
    if (instant === undefined || token.kind !== 'text') return { kind: 'column', name };
    this.#at += 1;
    const form = name.toLowerCase() === 'date' ? '2024-02-29' : '2024-02-29T12:00:00Z';
    return literal(
      instant(token.value) ??
        stop(`there is no ${name.toLowerCase()} ${token.text}: write it like '${form}'`, token.offset),
    );
  }

  #call(name: string, offset: number): Expr {
    const known = functionNamed(name);
    if (!('fn' in known)) {
      const near = nearest(name, known);
      return stop(
        `there is no function ${name}${near === undefined ? `; the functions are ${known.join(', ')}` : `: did you mean ${near}?`}`,
        offset,
      );
    }
    this.#at += 1;
    if (this.#accept(')')) return callOf(name, known, [], offset);
    return callOf(name, known, this.#items(name), offset);
  }
}

const parts = (kind: 'and' | 'or', expr: Expr): readonly Expr[] => (expr.kind === kind ? expr.args : [expr]);
