import type { Column } from '../../domain/column.ts';
import { findColumn } from '../../domain/find-column.ts';
import { nearest } from '../../domain/nearest.ts';
import {
  type CompareOp,
  call,
  column,
  compare,
  type Expr,
  isIn,
  isNull,
  like,
  literal,
  matches,
  not,
} from '../expression.ts';
import { alike, ordered } from './alike.ts';
import { type Kind, kindOfCell, kindOfColumn, phraseOf, type Typed } from './kinds.ts';
import { stop } from './syntax-error.ts';
import { typedArithmetic } from './typed-arithmetic.ts';
import { typedCall } from './typed-call.ts';
import type { Written } from './written.ts';

const orders: readonly CompareOp[] = ['<', '<=', '>', '>='];

/** Gives every part of a parsed expression its kind, against the columns of a table. */
export class Typing {
  readonly #columns: readonly Column[];
  readonly #text: Written;

  constructor(columns: readonly Column[], text: Written) {
    this.#columns = columns;
    this.#text = text;
  }

  /** A condition; anything else is refused. */
  condition(written: Expr): Expr {
    const typed = this.#typed(written);
    return typed.kind === 'boolean'
      ? typed.expr
      : this.#refuse(`a condition is needed; ${phraseOf(typed)}`, typed);
  }

  readonly #refuse = (message: string, { written }: Typed): never =>
    stop(message, this.#text.offsets.get(written) ?? 0);

  #typed(written: Expr): Typed {
    switch (written.kind) {
      case 'column':
        return this.#column(written, written.name);
      case 'literal':
        return { expr: written, kind: kindOfCell(written.value), written };
      case 'arithmetic':
        return typedArithmetic(
          written.op,
          this.#typed(written.left),
          this.#typed(written.right),
          written,
          this.#refuse,
        );
      case 'call':
        return typedCall(
          written.fn,
          written.args.map((arg) => this.#typed(arg)),
          written,
          this.#refuse,
        );
      case 'compare':
        return this.#compare(written.op, written.left, written.right, written);
      case 'in':
        return this.#in(
          written.arg,
          this.#text.listed.get(written) ?? written.values.map((value) => literal(value)),
          written,
        );
      case 'like':
        return condition(like(this.#textOf('like', written.arg), written.pattern), written);
      case 'matches':
        return condition(matches(this.#textOf('matches', written.arg), written.pattern), written);
      case 'isNull':
        return condition(isNull(this.#typed(written.arg).expr), written);
      case 'not':
        return condition(not(this.condition(written.arg)), written);
      case 'and':
      case 'or':
        return condition(
          { kind: written.kind, args: written.args.map((arg) => this.condition(arg)) },
          written,
        );
      default:
        return stop(`${written.kind} is not part of a rule expression`, this.#text.offsets.get(written) ?? 0);
    }
  }

  #column(written: Expr, name: string): Typed {
    const found = findColumn(this.#columns, name);
    if (found === undefined) {
      const names = this.#columns.map((one) => one.name);
      return stop(whyNotFound(name, names), this.#text.offsets.get(written) ?? 0);
    }
    const kind = kindOfColumn(found.kind);
    return { expr: asOneType(column(found.name), kind), kind, written };
  }

  #compare(op: CompareOp, left: Expr, right: Expr, written: Expr): Typed {
    const { kind, exprs } = alike([this.#typed(left), this.#typed(right)], this.#refuse);
    const [a = left, b = right] = orders.includes(op) ? ordered(exprs, kind) : exprs;
    return condition(compare(a, op, b), written);
  }

  #in(arg: Expr, values: readonly Expr[], written: Expr): Typed {
    const { exprs } = alike([this.#typed(arg), ...values.map((value) => this.#typed(value))], this.#refuse);
    const [subject = arg, ...rest] = exprs;
    return condition(
      isIn(
        subject,
        rest.flatMap((value) => (value.kind === 'literal' ? [value.value] : [])),
      ),
      written,
    );
  }

  #textOf(name: string, arg: Expr): Expr {
    const typed = this.#typed(arg);
    return typed.kind === 'text'
      ? typed.expr
      : this.#refuse(`${name} takes a text; ${phraseOf(typed)}`, typed);
  }
}

/** Engines hold a kind in several types, such as texts that ignore case: one of them stands for all. */
const asOneType = (expr: Expr, kind: Kind): Expr => {
  if (kind === 'float') return call('toDouble', expr);
  return kind === 'text' ? call('byCodePoint', call('toText', expr)) : expr;
};

const whyNotFound = (name: string, names: readonly string[]): string => {
  const called = names.filter((one) => one.toLowerCase() === name.toLowerCase());
  if (called.length > 1) return `${name} could be ${called.join(' or ')}: write one of them exactly`;
  const near = nearest(name, names);
  return `there is no column ${name}${near === undefined ? '' : `: did you mean ${near}?`}`;
};

const condition = (expr: Expr, written: Expr): Typed => ({ expr, kind: 'boolean', written });
