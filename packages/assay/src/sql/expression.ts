import type { Cell } from '../domain/cell.ts';
import type { ColumnKind } from '../domain/column.ts';
import type { Relation, Select } from './select.ts';

/** Scalar functions every dialect has, or says why not. Arguments are in the order given here. */
export type FunctionName =
  | 'abs'
  | 'round'
  | 'floor'
  | 'ceil'
  | 'ln'
  | 'exp'
  | 'sqrt'
  | 'power'
  | 'sign'
  | 'least'
  | 'greatest'
  | 'isNaN'
  | 'isFinite'
  | 'coalesce'
  | 'nullIf'
  | 'length'
  | 'lower'
  | 'upper'
  | 'trim'
  | 'collapseSpace'
  /** Canonical composition, Unicode's NFC. */
  | 'composeUnicode'
  | 'concat'
  | 'startsWith'
  | 'contains'
  | 'substring'
  | 'epochSeconds'
  | 'year'
  | 'month'
  | 'day'
  | 'hour'
  | 'minute'
  /** Whole. */
  | 'second'
  | 'dayOfWeek'
  | 'addSeconds'
  | 'toText'
  | 'toDouble'
  /** A whole number that sums and products do not overflow. */
  | 'exactInteger'
  /** A decimal that sums and products do not overflow within 38 digits. */
  | 'exactDecimal'
  /** (decimal): zero with as many decimals as its type has, of NULL too. */
  | 'decimalZero'
  /** (decimal of a fixed scale s): the value times 10^s, a whole number like that of `exactInteger`. */
  | 'unscaled'
  /** (double, digits): halves away from zero. */
  | 'roundDouble'
  /** (double, double): with the sign of the first; NULL by zero. */
  | 'moduloDouble'
  /** (later, earlier) dates; NULL where one is infinite. */
  | 'daysBetween'
  /** (double): 1 where it is below zero, else 0; of NaN and of -0 either. */
  | 'belowZero'
  /** A text that compares by code point. */
  | 'byCodePoint'
  | 'listLength'
  /** Makes a row of each item of a list; stands alone in a column of a query. */
  | 'itemsOf'
  /** NULL items count as one value. */
  | 'listDistinctLength'
  /** Fields of an object that are not null. */
  | 'fieldCount'
  /** (object, name): the object has the field, and it is not null. */
  | 'hasField'
  /** 64 bits that are equal for equal values; the dialect's `hashName` names them. Of NULL they have no meaning. */
  | 'hash'
  /** (values…): 64 bits that are equal for rows of equal values, where NULL is a value like any other. */
  | 'hashOfRow'
  /** (text): what stands for it under the key of the session, as long as the key is the same: 32 hexadecimal digits after `p_`. */
  | 'pseudonym'
  /** (hash): its lowest 11 bits; its other 53 bits. */
  | 'hashRegister'
  | 'hashRest'
  /** The text with `A` for upper-case letters, `a` for lower-case ones, `9` for digits; see `letters.ts`. */
  | 'shape';

/** Aggregates every dialect has, or says why not. */
export type AggregateName =
  | 'count'
  | 'countAll'
  | 'countIf'
  | 'sum'
  | 'min'
  | 'max'
  | 'mean'
  | 'variancePopulation'
  | 'countDistinct'
  | 'covariancePopulation'
  | 'quantileExact'
  /** (value, n): the n largest, or smallest, as doubles in one text, separated by commas; NULL of no values. */
  | 'largest'
  | 'smallest'
  | 'any'
  | 'boolAnd'
  | 'boolOr';

export type WindowName =
  | 'lag'
  | 'lead'
  | 'rowNumber'
  | 'count'
  | 'sum'
  | 'min'
  | 'max'
  /** The value of the row before, and the number of the row, in the order in which the source holds its rows. Takes no order. */
  | 'lagInSource'
  | 'rowNumberInSource';

export type CompareOp = '=' | '<>' | '<' | '<=' | '>' | '>=';
/** `/` is of doubles; `%` is of integers, and of doubles there is `moduloDouble`. */
export type ArithmeticOp = '+' | '-' | '*' | '/' | '%';

export interface Order {
  readonly by: Expr;
  readonly descending?: boolean;
}

/** The rows a window looks at, counted from the current one (-2: two rows before it). Without it, SQL's own choice. */
export interface Frame {
  readonly from: 'start' | number;
  readonly to: 'end' | number;
}

/** A frozen, serializable SQL expression. Identifiers and values are data; only the printer makes text of them. */
export type Expr =
  | { readonly kind: 'column'; readonly name: string; readonly table?: string }
  | { readonly kind: 'field'; readonly of: Expr; readonly name: string }
  | { readonly kind: 'literal'; readonly value: Cell }
  | { readonly kind: 'call'; readonly fn: FunctionName; readonly args: readonly Expr[] }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'and' | 'or'; readonly args: readonly Expr[] }
  | { readonly kind: 'not'; readonly arg: Expr }
  | { readonly kind: 'isNull'; readonly arg: Expr }
  | { readonly kind: 'in'; readonly arg: Expr; readonly values: readonly Cell[] }
  /** The values, in order, are a row of a query. NULL where one of them is NULL and no row is equal. */
  | { readonly kind: 'inQuery'; readonly args: readonly Expr[]; readonly select: Select }
  | { readonly kind: 'like'; readonly arg: Expr; readonly pattern: string }
  /** An unanchored search of the documented regular-expression subset. */
  | { readonly kind: 'matches'; readonly arg: Expr; readonly pattern: string }
  | { readonly kind: 'case'; readonly whens: readonly (readonly [Expr, Expr])[]; readonly otherwise?: Expr }
  /** With `lenient`, what does not cast is NULL. */
  | { readonly kind: 'cast'; readonly arg: Expr; readonly to: ColumnKind; readonly lenient?: boolean }
  | { readonly kind: 'aggregate'; readonly fn: AggregateName; readonly args: readonly Expr[] }
  | {
      readonly kind: 'window';
      readonly fn: WindowName;
      readonly args: readonly Expr[];
      readonly partitionBy: readonly Expr[];
      readonly orderBy: readonly Order[];
      readonly frame?: Frame;
    }
  /** Correlated to the outer query through table aliases. */
  | { readonly kind: 'exists'; readonly from: Relation; readonly where: Expr }
  | { readonly kind: 'scalar'; readonly select: Select };

export const column = (name: string, table?: string): Expr =>
  table === undefined ? { kind: 'column', name } : { kind: 'column', name, table };
export const field = (of: Expr, name: string): Expr => ({ kind: 'field', of, name });
export const literal = (value: Cell): Expr => ({ kind: 'literal', value });
export const call = (fn: FunctionName, ...args: Expr[]): Expr => ({ kind: 'call', fn, args });
export const compare = (left: Expr, op: CompareOp, right: Expr): Expr => ({
  kind: 'compare',
  op,
  left,
  right,
});
export const arithmetic = (left: Expr, op: ArithmeticOp, right: Expr): Expr => ({
  kind: 'arithmetic',
  op,
  left,
  right,
});
export const not = (arg: Expr): Expr => ({ kind: 'not', arg });
export const isNull = (arg: Expr): Expr => ({ kind: 'isNull', arg });
export const notNull = (arg: Expr): Expr => not(isNull(arg));
export const isIn = (arg: Expr, values: readonly Cell[]): Expr => ({ kind: 'in', arg, values });
/** `select` must yield no NULL, or the answer is NULL where it would be false. */
export const inQuery = (args: readonly Expr[], select: Select): Expr => ({ kind: 'inQuery', args, select });
export const matches = (arg: Expr, pattern: string): Expr => ({ kind: 'matches', arg, pattern });
export const like = (arg: Expr, pattern: string): Expr => ({ kind: 'like', arg, pattern });
export const cast = (arg: Expr, to: ColumnKind): Expr => ({ kind: 'cast', arg, to });
export const tryCast = (arg: Expr, to: ColumnKind): Expr => ({ kind: 'cast', arg, to, lenient: true });
export const when = (condition: Expr, value: Expr, otherwise?: Expr): Expr =>
  otherwise === undefined
    ? { kind: 'case', whens: [[condition, value]] }
    : { kind: 'case', whens: [[condition, value]], otherwise };
export const aggregate = (fn: AggregateName, ...args: Expr[]): Expr => ({ kind: 'aggregate', fn, args });
export const window = (
  fn: WindowName,
  args: readonly Expr[],
  over: {
    readonly partitionBy?: readonly Expr[];
    readonly orderBy?: readonly Order[];
    readonly frame?: Frame;
  },
): Expr => ({
  kind: 'window',
  fn,
  args,
  partitionBy: over.partitionBy ?? [],
  orderBy: over.orderBy ?? [],
  ...(over.frame === undefined ? {} : { frame: over.frame }),
});
export const exists = (from: Relation, where: Expr): Expr => ({ kind: 'exists', from, where });
export const scalar = (select: Select): Expr => ({ kind: 'scalar', select });

const joined = (kind: 'and' | 'or', args: readonly Expr[]): Expr => {
  const [only, ...rest] = args;
  return only !== undefined && rest.length === 0 ? only : { kind, args };
};
/** True of no arguments. */
export const and = (...args: Expr[]): Expr => joined('and', args);
/** False of no arguments. */
export const or = (...args: Expr[]): Expr => joined('or', args);

export const truth = (value: boolean): Expr => literal(value);
export const text = (value: string): Expr => literal(value);
export const number = (value: number): Expr => literal(value);
