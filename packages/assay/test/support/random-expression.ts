import fc from 'fast-check';
import type { Cell } from '../../src/domain/cell.ts';
import {
  arithmetic,
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
} from '../../src/sql/expression.ts';

/** The columns random expressions read, with rows that hold what is special of each kind. */
export const mixedTable = {
  columns: {
    n: 'integer',
    i: 'integer',
    f: 'float',
    d: 'decimal',
    t: 'text',
    u: 'text',
    b: 'boolean',
    day: 'date',
    other: 'date',
  },
  rows: (
    [
      [0, null, 1.5, '2.50', 'abc', 'a%b', true, '2024-02-29', '2024-02-28'],
      [1, 0, { type: 'float', value: 'NaN' }, '-2.5', '', ' x ', false, '1999-12-31', null],
      [2, -7, { type: 'float', value: 'Infinity' }, null, 'Ünï😀', '_', null, null, '2000-01-01'],
      [3, 1_000_000_007, -0.1, '0', null, 'ABC', true, '2024-03-01', '2024-03-01'],
      [
        4,
        3,
        { type: 'float', value: '-Infinity' },
        '123456789.015',
        'a_c\\',
        'abc',
        false,
        '1970-01-01',
        '1969-12-31',
      ],
      [5, -1, null, '-0.005', "o'hara\n", '\uffff', true, '2038-01-19', '0001-01-01'],
      [6, 2, 2.675, '7', '  pad\t', '😀', null, '2023-12-31', '2024-01-01'],
      [7, 10, -0, '0.1', 'a', null, false, '2024-01-07', '9999-12-31'],
    ] as (Cell | string)[][]
  ).map((row) => row as Cell[]),
} as const;

const number = (value: fc.Arbitrary<Cell>): fc.Arbitrary<Expr> => value.map((one) => literal(one));
const decimalText = fc
  .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}`);
const numericLeaf = fc.oneof(
  fc.constantFrom('i', 'f', 'd').map((name) => column(name)),
  number(fc.integer({ min: -20, max: 20 })),
  number(
    decimalText.map((value) => ({ type: 'decimal' as const, value: value === '0.00' ? '1.00' : value })),
  ),
);
const texts = fc.oneof(
  fc.constantFrom('', 'abc', 'a', 'Ünï😀', "o'hara\n", 'a%b', '_', '\uffff', '😀'),
  fc.string({ maxLength: 3 }).filter((one) => !/[\0\ud800-\udfff]/.test(one)),
);
const textLeaf: fc.Arbitrary<Expr> = fc.oneof(
  fc.constantFrom('t', 'u').map((name) => column(name)),
  texts.map((one) => literal(one)),
);
const dateLeaf: fc.Arbitrary<Expr> = fc.oneof(
  fc.constantFrom('day', 'other').map((name) => column(name)),
  fc.constantFrom('2024-02-29', '1970-01-01').map((value) => literal({ type: 'date', value })),
);

const numeric: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 3, arbitrary: numericLeaf },
  fc
    .tuple(numericLeaf, fc.constantFrom('+', '-', '*', '/', '%'), numericLeaf)
    .map(([a, op, b]) => arithmetic(a, op, b)),
  fc
    .tuple(fc.constantFrom('abs', 'floor', 'ceil', 'sqrt', 'round'), numericLeaf)
    .map(([fn, a]) => call(fn, a)),
  fc
    .tuple(numericLeaf, fc.integer({ min: 0, max: 3 }))
    .map(([a, digits]) => call('round', a, literal(digits))),
  fc
    .tuple(fc.constantFrom('coalesce', 'least', 'greatest', 'nullIf'), numericLeaf, numericLeaf)
    .map(([fn, a, b]) => call(fn, a, b)),
  textLeaf.map((a) => call('length', a)),
  fc.tuple(fc.constantFrom('year', 'month', 'day', 'dayOfWeek'), dateLeaf).map(([fn, a]) => call(fn, a)),
  fc.tuple(dateLeaf, dateLeaf).map(([a, b]) => arithmetic(a, '-', b)),
);
const text: fc.Arbitrary<Expr> = fc.oneof(
  textLeaf,
  textLeaf.map((a) => call('trim', a)),
  fc
    .tuple(fc.constantFrom('coalesce', 'least', 'greatest', 'nullIf'), textLeaf, textLeaf)
    .map(([fn, a, b]) => call(fn, a, b)),
);

const op = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');
const pair = (side: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> =>
  fc.tuple(side, op, side).map(([a, found, b]) => compare(a, found, b));
const leaf: fc.Arbitrary<Expr> = fc.oneof(
  { weight: 4, arbitrary: pair(numeric) },
  { weight: 2, arbitrary: pair(text) },
  pair(dateLeaf),
  fc.constant(column('b')),
  fc.oneof(numeric, text, dateLeaf).map((a) => isNull(a)),
  fc
    .tuple(
      numericLeaf,
      fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(null)), { minLength: 1, maxLength: 4 }),
    )
    .map(([a, values]) => isIn(a, values)),
  fc.tuple(text, fc.array(texts, { minLength: 1, maxLength: 3 })).map(([a, values]) => isIn(a, values)),
  fc
    .tuple(textLeaf, fc.constantFrom('%a%', '_b_', 'a\\%', '%\n', '', '___😀', 'a%%c'))
    .map(([a, pattern]) => like(a, pattern)),
  fc
    .tuple(textLeaf, fc.constantFrom('^a', '[bB]', 'c$', '\\d', '.'))
    .map(([a, pattern]) => matches(a, pattern)),
  fc.tuple(fc.constantFrom('startsWith', 'contains'), textLeaf, textLeaf).map(([fn, a, b]) => call(fn, a, b)),
);

/** As the parser joins them: nested chains of one word are one chain. */
const chain = (kind: 'and' | 'or', args: readonly Expr[]): Expr => ({
  kind,
  args: args.flatMap((arg) => (arg.kind === kind ? arg.args : [arg])),
});

/** Conditions over `mixedTable` whose kinds fit. */
export const randomCondition: fc.Arbitrary<Expr> = fc.letrec<{ condition: Expr }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }))
      .map(([kind, args]) => chain(kind, args)),
    tie('condition').map((arg) => not(arg)),
    pair(tie('condition')),
  ),
})).condition;
