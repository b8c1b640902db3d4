import {
  type AggregateName,
  arithmetic,
  call,
  column,
  type Expr,
  type FunctionName,
  literal,
  type WindowName,
} from '../../src/sql/expression.ts';

/** What a function is applied to, row by row of `values`. A skip says why engines may differ. */
export type FunctionCase = readonly Expr[] | { readonly skip: string };

const [b, i, d, f, t, day, at, zoned, list, object, n] = [
  'b',
  'i',
  'd',
  'f',
  't',
  'day',
  'at',
  'zoned',
  'list',
  'object',
  'n',
].map((name) => column(name)) as [Expr, Expr, Expr, Expr, Expr, Expr, Expr, Expr, Expr, Expr, Expr];
const number = (value: number): Expr => literal(value);
const text = (value: string): Expr => literal(value);
/** Integers whose doubling still is one. */
const small = call('least', call('greatest', n, number(-100)), number(100));

/** Every function of the catalogue: one that is left out does not compile. */
export const functionCases: Readonly<Record<FunctionName, readonly FunctionCase[]>> = {
  abs: [[n], [d], [f], [call('nullIf', i, literal({ type: 'bigint', value: '-9223372036854775808' }))]],
  round: [[d], [d, number(1)], [d, number(2)]],
  floor: [[d], [f]],
  ceil: [[d], [f]],
  ln: [[n], [d], [f]],
  exp: [[n], [f], [number(710)], [number(-800)]],
  sqrt: [[n], [d], [f]],
  power: [
    [n, number(2)],
    [call('toDouble', n), number(3)],
    [n, number(-1)],
    [number(-2), n],
    {
      skip: 'beyond what a double holds PostgreSQL refuses the result and the rule is unknown; DuckDB gives infinity or zero',
    },
  ],
  sign: [[n], [d], [call('nullIf', f, literal({ type: 'float', value: 'NaN' }))]],
  least: [
    [n, number(3)],
    [f, number(1)],
    [i, literal(null), number(5)],
    [day, literal({ type: 'date', value: '2000-01-01' })],
  ],
  greatest: [
    [n, number(3)],
    [f, number(1)],
    [i, literal(null), number(5)],
    [day, literal({ type: 'date', value: '2000-01-01' })],
  ],
  isNaN: [[f]],
  isFinite: [[f]],
  coalesce: [
    [i, number(-1)],
    [t, text('none')],
  ],
  nullIf: [
    [n, number(3)],
    [t, text('abc')],
  ],
  length: [[t]],
  lower: [[t]],
  upper: [[t], [text('ÄÖß straße')]],
  trim: [[t], [text(' \t\r\n x y \n')], [text('\u00a0x')]],
  collapseSpace: [[t]],
  composeUnicode: [[t]],
  concat: [
    [t, text('x')],
    [t, t],
  ],
  startsWith: [
    [t, text('a')],
    [t, text('')],
    [t, text('a%')],
  ],
  contains: [
    [t, text('b')],
    [t, text('')],
    [t, text('%')],
    [t, text('😀')],
  ],
  substring: [
    [t, number(1), number(2)],
    [t, number(2), number(100)],
    [t, number(99), number(1)],
  ],
  epochSeconds: [[at], [zoned], [day]],
  year: [[day], [at], [zoned]],
  month: [[day], [at], [zoned]],
  day: [[day], [at], [zoned]],
  hour: [[at], [zoned]],
  minute: [[at], [zoned]],
  second: [[at], [zoned]],
  dayOfWeek: [[day], [at], [zoned]],
  addSeconds: [
    [call('least', at, literal({ type: 'timestamp', value: '2100-01-01T00:00:00' })), number(1.5)],
    [zoned, number(-3600)],
  ],
  toText: [
    [n],
    [i],
    [t],
    [b],
    [call('greatest', day, literal({ type: 'date', value: '0001-01-01' }))],
    { skip: 'engines write years before 1 and doubles in their own way' },
  ],
  toDouble: [[n], [d], [f]],
  exactInteger: [[i]],
  exactDecimal: [[d], [literal({ type: 'decimal', value: '0.125' })]],
  decimalZero: [[d]],
  unscaled: [[literal({ type: 'decimal', value: '12.50' })], [literal({ type: 'decimal', value: '-0.05' })]],
  roundDouble: [
    [f, number(0)],
    [f, number(15)],
    [number(1.5e307), number(3)],
    [f, number(2)],
    [number(2.675), number(2)],
    [number(-0.5), number(0)],
  ],
  moduloDouble: [
    [call('toDouble', n), call('toDouble', number(3))],
    [call('toDouble', literal(-7)), call('toDouble', n)],
  ],
  daysBetween: [[day, literal({ type: 'date', value: '1970-01-01' })]],
  belowZero: [[arithmetic(f, '+', number(0))]],
  byCodePoint: [[t]],
  listLength: [[list]],
  listDistinctLength: [[list]],
  itemsOf: [{ skip: 'makes rows, not values: see plan/nested.test.ts' }],
  fieldCount: [[object]],
  hasField: [
    [object, text('a')],
    [object, text('b')],
    [object, text('a/b')],
    [object, text('é')],
  ],
  hash: [{ skip: 'each engine has its own hash; its name is kept in the state (hashName)' }],
  pseudonym: [{ skip: 'takes the key of a session: see versions/check-out-rows.test.ts' }],
  hashOfRow: [{ skip: 'each engine has its own hash: see versions/row-diff.test.ts' }],
  hashRegister: [{ skip: 'follows from hash' }],
  hashRest: [{ skip: 'follows from hash' }],
  shape: [[t], [text('Ångström 42 Ωж')]],
};

const isDefined: Expr = { kind: 'compare', op: '<', left: n, right: number(4) };

export const aggregateCases: Readonly<Record<AggregateName, readonly FunctionCase[]>> = {
  count: [[i], [f], [t]],
  countAll: [[]],
  countIf: [[b], [isDefined], [literal(null)]],
  sum: [[n], [d], [i], [f]],
  min: [[i], [d], [f], [day], [at], [zoned], [call('byCodePoint', t)]],
  max: [[i], [d], [f], [day], [at], [zoned], [call('byCodePoint', t)]],
  mean: [[n], [call('toDouble', d)]],
  variancePopulation: [[n], [literal(4)]],
  countDistinct: [[i], [t], [f], [b]],
  covariancePopulation: [[n, small]],
  quantileExact: [
    [n, number(0.5)],
    [n, number(0.1)],
    [n, number(1)],
  ],
  largest: [
    [n, number(3)],
    [d, number(20)],
  ],
  smallest: [
    [n, number(3)],
    [f, number(4)],
  ],
  any: [{ skip: 'any value of the group is right' }],
  boolAnd: [[b], [isDefined]],
  boolOr: [[b], [isDefined]],
};

/** Applied over all rows in the order of `n`. */
export const windowCases: Readonly<Record<WindowName, readonly FunctionCase[]>> = {
  lag: [[i], [f], [t]],
  lead: [[i], [f], [t]],
  rowNumber: [[]],
  count: [[i]],
  sum: [[n], [d]],
  min: [[i], [f], [day]],
  max: [[i], [f], [day]],
  lagInSource: [{ skip: 'a PostgreSQL table has no order of rows' }],
  rowNumberInSource: [{ skip: 'a PostgreSQL table has no order of rows' }],
};
