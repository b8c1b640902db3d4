import fc from 'fast-check';
import type { Cell } from '../../src/domain/cell.ts';
import * as sql from '../../src/sql/expression.ts';

type Expr = sql.Expr;
type Some = fc.Arbitrary<Expr>;

const columnOf = (...names: string[]): Some => fc.constantFrom(...names).map((name) => sql.column(name));
const written = (values: fc.Arbitrary<Cell>): Some => values.map((value) => sql.literal(value));
const calling = (names: readonly sql.FunctionName[], ...args: Some[]): Some =>
  fc.tuple(fc.constantFrom(...names), ...args).map(([fn, ...given]) => sql.call(fn, ...given));
/** Functions that take values of one kind and give one of them. */
const oneOf = (...args: Some[]): Some => calling(['coalesce', 'least', 'greatest', 'nullIf'], ...args);
const calculating = (left: Some, ops: readonly sql.ArithmeticOp[], right: Some): Some =>
  fc.tuple(left, fc.constantFrom(...ops), right).map(([a, op, b]) => sql.arithmetic(a, op, b));

const integers = fc.integer({ min: -20, max: 20 });
const decimals = fc
  .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 99 }))
  .map(([whole, part]): Cell => ({ type: 'decimal', value: `${whole}.${String(part).padStart(2, '0')}` }));
const digits = written(fc.integer({ min: 0, max: 15 }));
const texts = fc.oneof(
  fc.constantFrom('', 'abc', 'a', 'ÜNÏ😀', 'straße', "o'hara\n", 'a%b', '_', '\uffff', '😀'),
  fc.string({ maxLength: 3 }).filter((one) => !/[\0\ud800-\udfff]/.test(one)),
);
const days = fc.constantFrom('2024-02-29', '1970-01-01', '1999-12-31');
const dates = days.map((value): Cell => ({ type: 'date', value }));
const timestamps = fc
  .constantFrom(
    '2024-02-29T00:00:00',
    '1969-12-31T23:59:59.5',
    '2024-03-01T00:00:00Z',
    '2038-01-19T03:14:07.000001Z',
  )
  .map((value): Cell => ({ type: 'timestamp', value }));

const whole = fc.oneof(columnOf('i'), written(integers));
const decimal = fc.oneof(columnOf('d'), written(decimals));
const shallow = { maxDepth: 2, withCrossShrink: true } as const;

/** Values by their kind, each made of values whose kinds fit. What DuckDB's 38 digits do not hold is left out. */
const values = fc.letrec<Record<'whole' | 'huge' | 'decimal' | 'double' | 'text' | 'date' | 'moment', Expr>>(
  (tie) => {
    const number = fc.oneof(tie('whole'), tie('decimal'), tie('double'));
    const instant = fc.oneof(tie('date'), tie('moment'));
    return {
      whole: fc.oneof(
        shallow,
        whole,
        calculating(tie('whole'), ['+', '-', '%'], tie('whole')),
        calculating(whole, ['*'], whole),
        calling(['abs', 'round', 'floor', 'ceil'], tie('whole')),
        oneOf(tie('whole'), tie('whole')),
        calling(['length'], tie('text')),
        calling(['year', 'month', 'day', 'dayOfWeek'], instant),
        calling(['hour', 'minute', 'second'], fc.oneof(tie('moment'), columnOf('clock'))),
        calculating(tie('date'), ['-'], fc.oneof(tie('date'), written(days))),
      ),
      huge: fc.oneof(
        shallow,
        columnOf('big'),
        calculating(tie('huge'), ['+', '-', '%'], fc.oneof(tie('huge'), whole)),
        calculating(columnOf('big'), ['*'], fc.oneof(columnOf('big'), written(integers))),
        calling(['abs', 'round'], tie('huge')),
        oneOf(columnOf('big'), whole),
      ),
      decimal: fc.oneof(
        shallow,
        decimal,
        calculating(tie('decimal'), ['+', '-'], fc.oneof(tie('decimal'), tie('whole'))),
        calculating(decimal, ['*'], fc.oneof(written(decimals), whole)),
        calling(['abs', 'floor', 'ceil', 'round'], tie('decimal')),
        calling(['round'], tie('decimal'), digits),
        oneOf(tie('decimal'), fc.oneof(tie('decimal'), tie('whole'))),
      ),
      double: fc.oneof(
        shallow,
        columnOf('f'),
        calculating(number, ['/'], number),
        calculating(tie('double'), ['+', '-', '*', '%'], number),
        calculating(number, ['%'], tie('decimal')),
        calling(['sqrt'], number),
        calling(['abs', 'floor', 'ceil', 'round'], tie('double')),
        calling(['round'], tie('double'), digits),
        oneOf(tie('double'), number),
        calling(['epochSeconds'], instant),
      ),
      text: fc.oneof(
        shallow,
        columnOf('t', 'u'),
        written(texts),
        calling(['trim', 'lower', 'upper'], tie('text')),
        oneOf(tie('text'), tie('text')),
      ),
      date: fc.oneof(shallow, columnOf('day', 'other'), written(dates), oneOf(tie('date'), tie('date'))),
      moment: fc.oneof(shallow, columnOf('at', 'zoned'), written(timestamps), oneOf(tie('moment'), instant)),
    };
  },
);

const number = fc.oneof(values.whole, values.decimal, values.double);
const instant = fc.oneof(values.date, values.moment);
const any = fc.oneof(number, values.huge, values.text, instant, columnOf('b', 'clock'));

const comparing = (left: Some, right: Some): Some =>
  fc
    .tuple(left, fc.constantFrom<sql.CompareOp>('=', '<>', '<', '<=', '>', '>='), right)
    .map(([a, op, b]) => sql.compare(a, op, b));
const within = (arg: Some, listed: fc.Arbitrary<Cell>): Some =>
  fc
    .tuple(
      arg,
      fc.array(fc.oneof({ weight: 5, arbitrary: listed }, fc.constant(null)), { minLength: 1, maxLength: 4 }),
    )
    .filter(([, cells]) => cells.some((cell) => cell !== null))
    .map(([a, cells]) => sql.isIn(a, cells));
const likes = fc
  .array(fc.constantFrom('%', '_', 'a', 'b', '\\', '.', '\n', '😀'), { maxLength: 4 })
  .map((parts) => parts.join(''));
const patterns = fc.constantFrom('^a', '[bB]', 'c$', '\\d', '.', '^$', '', '\\n$', '[^a]', 'x{2,}|ß');

const leaf: Some = fc.oneof(
  { weight: 4, arbitrary: comparing(number, number) },
  { weight: 2, arbitrary: comparing(values.text, values.text) },
  { weight: 2, arbitrary: comparing(instant, instant) },
  comparing(values.huge, fc.oneof(values.huge, values.whole, columnOf('f'))),
  comparing(columnOf('day', 'at', 'zoned'), written(days)),
  comparing(
    columnOf('clock'),
    fc.oneof(columnOf('clock'), written(fc.constantFrom('10:30', '23:59:59.999999'))),
  ),
  columnOf('b'),
  any.map((arg) => sql.isNull(arg)),
  within(number, fc.oneof(integers, decimals)),
  within(values.text, texts),
  within(columnOf('day', 'at', 'zoned'), fc.oneof(days, dates)),
  fc.tuple(values.text, likes).map(([arg, pattern]) => sql.like(arg, pattern)),
  fc.tuple(values.text, patterns).map(([arg, pattern]) => sql.matches(arg, pattern)),
  calling(['startsWith', 'contains'], values.text, values.text),
);

/** As the parser joins them: nested chains of one word are one chain. */
const chain = (kind: 'and' | 'or', args: readonly Expr[]): Expr => ({
  kind,
  args: args.flatMap((arg) => (arg.kind === kind ? arg.args : [arg])),
});

/** Conditions over `mixedTable` whose kinds fit. */
export const randomCondition: Some = fc.letrec<{ condition: Expr }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('condition'), { minLength: 2, maxLength: 3 }))
      .map(([kind, args]) => chain(kind, args)),
    tie('condition').map((arg) => sql.not(arg)),
    comparing(tie('condition'), tie('condition')),
  ),
})).condition;
