import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr } from '../../src/sql/expression.ts';
import {
  expressionColumns,
  longestExpression,
  parseExpression,
  placeIn,
} from '../../src/sql/parse-expression.ts';
import { randomCondition } from '../support/random-expression.ts';
import { writeExpression, writeGrouped } from '../support/write-expression.ts';

const parsed = (text: string): Expr => {
  const found = parseExpression(text);
  if ('error' in found) throw new Error(`${found.error.message} at ${found.error.offset}`);
  return found.expr;
};
const error = (text: string): readonly [string, number] | undefined => {
  const found = parseExpression(text);
  return 'error' in found ? [found.error.message, found.error.offset] : undefined;
};

describe('precedence', () => {
  test.each([
    ['a or b and c', '("a" or ("b" and "c"))'],
    ['a and b or c', '(("a" and "b") or "c")'],
    ['not a and b', '((not "a") and "b")'],
    ['not a = b', '(not ("a" = "b"))'],
    ['NOT NOT a', '(not (not "a"))'],
    ['a and (b and c)', '("a" and "b" and "c")'],
    ['a - b - c * d / e % 2 = 1', '((("a" - "b") - ((("c" * "d") / "e") % 2)) = 1)'],
    ['-a + -3 > - (2)', '(((0 - "a") + -3) > -2)'],
    ['+a > 1', '("a" > 1)'],
    ['a between 1 and 2 and b', '(("a" >= 1) and ("a" <= 2) and "b")'],
    ['a not between 1 + 1 and 3 or b', '((not (("a" >= (1 + 1)) and ("a" <= 3))) or "b")'],
    ['a Is Not Null AND b IS null', '((not ("a" is null)) and ("b" is null))'],
    ["a not in (1, 'x', null)", `(not ("a" in (1, 'x', null)))`],
    ['a in (b, 1)', '(("a" = "b") or ("a" = 1))'],
    ["a not like 'x%'", `(not ("a" like 'x%'))`],
    ['a = b is null', '(("a" = "b") is null)'],
    ['a != b', '("a" <> "b")'],
    ['DAYOFWEEK(d) <= 5', '(dayOfWeek("d") <= 5)'],
    ["matches(t, '^a\\d+$')", `matches("t", '^a\\d+$')`],
    ["date > date '2024-02-29'", `("date" > date '2024-02-29')`],
    ['__proto__ = constructor', '("__proto__" = "constructor")'],
    ["timestamp '2024-02-29 10:00Z' < timestamp", `(timestamp '2024-02-29T10:00:00Z' < "timestamp")`],
  ])('%s', (text, expected) => {
    expect(writeGrouped(parsed(text))).toBe(expected);
  });
});

describe('values are exact', () => {
  test.each([
    ['9007199254740993', { type: 'bigint', value: '9007199254740993' }],
    ['-9007199254740993', { type: 'bigint', value: '-9007199254740993' }],
    ['007', 7],
    ['0.10', { type: 'decimal', value: '0.10' }],
    ['.5', { type: 'decimal', value: '0.5' }],
    ['-0.5', { type: 'decimal', value: '-0.5' }],
    ['-0', 0],
    ['-0.0', { type: 'decimal', value: '0.0' }],
    ['1e-3', 0.001],
    ['2.5E3', 2500],
    ["'it''s -- ; /* \\'", "it's -- ; /* \\"],
    ["''", ''],
    ['TRUE', true],
    ['null', null],
  ])('%s', (text, value) => {
    expect(parsed(text)).toEqual({ kind: 'literal', value });
  });
});

describe('what is wrong is said, and where', () => {
  test.each([
    ['', 'the expression is empty', 0],
    ['a >', 'expected a column, a value or a function, the expression ends', 3],
    ['a > > b', 'expected a column, a value or a function, found >', 4],
    ['a b', 'expected the end or an operator, found b', 2],
    ['(a', 'expected ) to close the parenthesis, the expression ends', 2],
    ['a)', 'expected the end or an operator, found )', 1],
    ['a < b < c', 'comparisons do not chain: join two with and, or write between', 6],
    ['a == 1', 'equality is written with one =', 2],
    ['a = null', 'nothing compares with null, not even null: write is null or is not null', 2],
    ['lenght(a) > 1', 'there is no function lenght: did you mean length?', 0],
    ['length(a, b)', 'length takes 1 argument, not 2', 0],
    ['coalesce(a)', 'coalesce takes at least 2 arguments, not 1', 0],
    ['round()', 'round takes 1 or 2 arguments, not 0', 0],
    ['round(a, b)', 'round takes a whole number from 0 to 15 as its second argument', 0],
    ['matches(a, b)', 'matches takes a pattern in single quotes as its second argument', 0],
    ['a is 3', 'expected null or not null after is, found 3', 5],
    ['a not 3', 'expected in, between or like after not, found 3', 6],
    ['a like b', 'expected a pattern in single quotes after like, found b', 7],
    ['a in 3', 'expected ( after in, found 3', 5],
    ['a in ()', 'expected a column, a value or a function, found )', 6],
    ['a between 1, 2', 'expected and between the two bounds, found ,', 11],
    ["a = 'x", 'the text is not closed: a single quote is missing', 4],
    ['"a = 1', 'the name is not closed: a double quote is missing', 0],
    ['"" = 1', 'a column name is not empty', 0],
    ['a.b = 1', '"." has no meaning here: a column whose name holds a dot is written in double quotes', 1],
    ['a = 1; drop table x', '";" has no meaning here: an expression is one condition, not a statement', 5],
    ['a && b', '"&" has no meaning here: write and', 2],
    ["a || 'x' = b", '"|" has no meaning here: write or; texts are not joined', 2],
    ['a ≥ 1', '"≥" has no meaning here: write >=', 2],
    ['a::int > 1', '":" has no meaning here: kinds are those of the columns, and nothing is cast', 1],
    ['a = ‘x’', '"‘" has no meaning here: quotes are straight', 4],
    [
      'a > 1 -- a comment',
      '-- has no meaning here: there are no comments, and minus a negative is written - (-b)',
      6,
    ],
    ['a between null and 3', 'nothing compares with null, not even null: write is null or is not null', 10],
    ['a between 1 and null', 'nothing compares with null, not even null: write is null or is not null', 16],
    ["constructor 'x' = a", "expected the end or an operator, found 'x'", 12],
    ["__proto__ 'x' = a", "expected the end or an operator, found 'x'", 10],
    [
      "timestamp '2024-02-28T23:59.5' < d",
      "there is no timestamp '2024-02-28T23:59.5': write it like '2024-02-29T12:00:00Z'",
      10,
    ],
    [
      '2nd > 1',
      'a number is followed by a letter: names that start with a digit are written in double quotes',
      1,
    ],
    ["date '2024-02-30' < d", "there is no date '2024-02-30': write it like '2024-02-29'", 5],
    [
      "timestamp '2024-02-28T25:00' < d",
      "there is no timestamp '2024-02-28T25:00': write it like '2024-02-29T12:00:00Z'",
      10,
    ],
    ['a = 1e999', '1e999 is too large for a number', 4],
    [`a = ${'9'.repeat(39)}`, 'a number has at most 38 digits', 4],
    ['and', 'expected a column, a value or a function, found and', 0],
    ['select 1 from x', 'expected the end or an operator, found 1', 7],
  ])('%s', (text, message, offset) => {
    expect(error(text)).toEqual([message, offset]);
  });
});

test('a pattern that not every engine has is refused', () => {
  expect(error("matches(a, '(?=b)')")?.[0]).toBe(
    'matches cannot use this: the pattern (?=b) uses lookaround, which not every engine has',
  );
  expect(error("matches(a, '(')")?.[0]).toBe('matches cannot use this: the pattern ( has an open group');
  expect(error(`matches(a, '${'('.repeat(9000)}')`)?.[0]).toContain('nests groups more than 200 deep');
  expect(error("matches(a, '\\_')") ?? error("matches(a, '')")).toBeUndefined();
});

describe('limits', () => {
  test.each([
    ['too long', 'a'.repeat(longestExpression + 1), 'at most'],
    ['nested parentheses', `${'('.repeat(5000)}a${')'.repeat(5000)}`, 'nested too deeply'],
    ['nested not', `${'not '.repeat(3000)}a`, 'nested too deeply'],
    ['nested minus', `${'- '.repeat(3000)}a`, 'nested too deeply'],
    ['a long sum', `a${' + a'.repeat(3000)} > 0`, 'nested too deeply'],
    ['what grows when printed', `${'sqrt('.repeat(40)}a${')'.repeat(40)} > 0`, 'too large'],
    ['between in between', `${'('.repeat(30)}a${' between 1 and 2)'.repeat(30)}`, 'too large'],
  ])('%s', (_name, text, message) => {
    expect(error(text)?.[0]).toContain(message);
  });

  test('a sum of hundreds of columns is fine', () => {
    expect(error(`a${' + a'.repeat(400)} > 0`)).toBeUndefined();
  });

  test('a list of thousands of values is fine', () => {
    expect(
      error(`a in (${Array.from({ length: 3000 }, (_unused, index) => index).join(',')})`),
    ).toBeUndefined();
  });
});

test('the columns of an expression, each once', () => {
  expect(
    expressionColumns(parsed(`a + "b ""x""" > coalesce(a, c) and t like 'd' and abs(e) between f and g`)),
  ).toEqual(['a', 'b "x"', 'c', 't', 'e', 'f', 'g']);
});

test('hostile names stay names', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (name) => {
      expect(parsed(`"${name.replaceAll('"', '""')}" = 1`)).toEqual({
        kind: 'compare',
        op: '=',
        left: { kind: 'column', name },
        right: { kind: 'literal', value: 1 },
      });
    }),
    { seed: 41 },
  );
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(randomCondition, (expr) => {
      expect(parsed(writeExpression(expr))).toEqual(expr);
      expect(parsed(writeGrouped(expr))).toEqual(expr);
    }),
    { seed: 42, numRuns: 500 },
  );
});

test('no text makes the parser throw, and every error has a place', () => {
  const scraps = fc.constantFrom(
    'a',
    '"b"',
    "'t'",
    '1',
    '2.5',
    '(',
    ')',
    ',',
    'and',
    'or',
    'not',
    'in',
    'between',
    'is',
    'null',
    'like',
    '=',
    '<',
    '-',
    '%',
    'abs(',
    'date',
    'matches(',
    '"',
    "'",
    '--',
    '\n',
  );
  const soup = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(scraps, { maxLength: 30 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(soup, (text) => {
      const found = parseExpression(text);
      if ('error' in found) {
        expect(found.error.message).not.toBe('');
        expect(found.error.offset).toBeGreaterThanOrEqual(0);
        expect(found.error.offset).toBeLessThanOrEqual(text.length);
      }
    }),
    { seed: 43, numRuns: 3000 },
  );
});

test.each([
  ['a > ', 4, 'character 5'],
  ["t = '😀' b", 9, 'character 9'],
  ['a > 1\nand b >', 13, 'line 2, character 8'],
  ['a b\nand c', 2, 'line 1, character 3'],
  ['a b\n', 2, 'character 3'],
])('a place in %j is said as people count', (text, offset, place) => {
  expect(placeIn(text, offset)).toBe(place);
});
