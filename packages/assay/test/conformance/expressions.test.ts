import { describe, expect, test } from 'vitest';
import type { ColumnKind } from '../../src/domain/column.ts';
import {
  and,
  arithmetic,
  cast,
  column,
  compare,
  type Expr,
  isIn,
  isNull,
  like,
  literal,
  matches,
  not,
  or,
  truth,
  tryCast,
  when,
} from '../../src/sql/expression.ts';
import { inEveryEngine } from './both.ts';
import { sameAnswer } from './same-answer.ts';
import { infinities, values } from './values.ts';

const { ask } = inEveryEngine({ values, infinities });
const [n, i, d, f, t, b, day, at, zoned] = ['n', 'i', 'd', 'f', 't', 'b', 'day', 'at', 'zoned'].map((name) =>
  column(name),
) as [Expr, Expr, Expr, Expr, Expr, Expr, Expr, Expr, Expr];
const nan = literal({ type: 'float', value: 'NaN' });
const big = literal({ type: 'bigint', value: '9007199254740993' });
const exact = (value: string): Expr => literal({ type: 'decimal', value });

/** Cell by cell on both engines. */
const cases: Readonly<Record<string, Expr>> = {
  'division by zero is NULL': arithmetic(n, '/', literal(0)),
  'division of integers is of doubles': arithmetic(n, '/', literal(4)),
  'remainder by zero is NULL': arithmetic(n, '%', literal(0)),
  'remainder has the sign of the first': arithmetic(arithmetic(n, '-', literal(6)), '%', literal(4)),
  'NaN equals itself': compare(f, '=', nan),
  'NaN is above all': compare(f, '<', nan),
  'zero and minus zero are equal': compare(f, '=', literal(0)),
  'integers beyond 2^53 compare exactly': compare(i, '=', big),
  'decimals compare exactly': compare(d, '=', exact('12345678901234567890.1234567891')),
  'decimal and integer': compare(d, '>', i),
  'not of NULL': not(b),
  'and, or of NULL': or(and(b, truth(true)), literal(null)),
  'nothing and-ed is true': and(),
  'nothing or-ed is false': or(),
  'is NULL': isNull(t),
  'in a list': isIn(t, ['', 'abc', 'it\'s "quoted"', '😀a😀']),
  'in an empty list': isIn(t, []),
  'in a list with NULL': isIn(n, [1, 2]),
  'like, percent and underscore': like(t, 'a%_c%'),
  'like takes no escape': like(t, '%\\d'),
  'like counts code points': like(t, '_a_'),
  'pattern anchored': matches(t, '^[A-Z]+$'),
  'pattern unanchored': matches(t, 'b'),
  'pattern with a class': matches(t, '\\d{3}'),
  'pattern with a dot and astral characters': matches(t, '^.a.$'),
  'pattern with a backslash': matches(t, '\\\\d'),
  'pattern with white space': matches(t, '^\\s'),
  case: when(compare(n, '<', literal(3)), literal('low'), literal('high')),
  'case without else': when(compare(n, '<', literal(3)), n),
  'dates compare': compare(day, '<', literal({ type: 'date', value: '0001-01-01' })),
  'timestamps compare': compare(at, '>=', literal({ type: 'timestamp', value: '+290000-06-15T01:02:03' })),
  'zoned timestamps compare': compare(
    zoned,
    '=',
    literal({ type: 'timestamp', value: '2021-03-28T02:30:00Z' }),
  ),
  'date before Christ': compare(day, '=', literal({ type: 'date', value: '-000043-03-15' })),
  'a literal with every quote': literal(`'"\\$$\n\t%;--/*`),
  'integer as text': cast(i, 'text'),
  'boolean as text': cast(b, 'text'),
  'date as text of ordinary years': when(compare(n, '<', literal(2)), cast(day, 'text')),
  'text as integer, leniently': tryCast(t, 'integer'),
  'text as double, leniently': tryCast(t, 'float'),
};

describe('expressions give one answer on every engine', () => {
  test.each(Object.entries(cases))('%s', async (_title, expr) => {
    const [left = [], right = []] = await ask('values', (from) => ({
      columns: { n, x: expr },
      from,
      orderBy: [{ by: n }],
    }));
    const differing = left.flatMap((row, index) =>
      sameAnswer(row.x ?? null, right[index]?.x ?? null)
        ? []
        : [{ row: row.n, DuckDB: row.x, PostgreSQL: right[index]?.x }],
    );
    expect(differing).toEqual([]);
  });
});

describe('orders are one on every engine', () => {
  test.each(['b', 'i', 'd', 'f', 'day', 'at', 'zoned'])('by %s, NULL last both ways', async (name) => {
    for (const descending of [false, true]) {
      const [left, right] = await ask('values', (from) => ({
        columns: { n },
        from,
        orderBy: [{ by: column(name), descending }, { by: n }],
      }));
      expect(left).toEqual(right);
      if (name !== 'b') expect(left?.at(-1)).toEqual({ n: 7 });
    }
  });

  test('NaN is the largest', async () => {
    const answers = await ask('values', (from) => ({
      columns: { n },
      from,
      where: not(isNull(f)),
      orderBy: [{ by: f, descending: true }],
      limit: 1,
    }));
    expect(answers).toEqual([[{ n: 4 }], [{ n: 4 }]]);
  });
});

describe('what overflows', () => {
  test.each(['+', '*'] as const)('integers by %s: an error on both, never a wrong number', async (op) => {
    await expect(
      ask('values', (from) => ({ columns: { x: arithmetic(i, op, literal(9_007_199_254_740_991)) }, from })),
    ).rejects.toThrow(/out of range|overflow/i);
  });
});

test('what no cell holds a number for is text on both: every kind of column, read back as it was written', async () => {
  const names = Object.keys(values.columns).filter((name) => !['list', 'object'].includes(name));
  const answers = await ask('values', (from) => ({
    columns: Object.fromEntries(names.map((name) => [name, column(name)])),
    from,
    orderBy: [{ by: n }],
  }));
  const kinds: Readonly<Record<string, ColumnKind>> = values.columns;
  for (const rows of answers) {
    for (const [index, row] of rows.entries()) {
      for (const [at_, name] of Object.keys(values.columns).entries()) {
        if (!names.includes(name)) continue;
        const written = values.rows[index]?.[at_] ?? null;
        const read = row[name] ?? null;
        if (kinds[name] === 'decimal')
          expect(sameAnswer(written, read), `${name} of row ${index}`).toBe(true);
        else expect(read, `${name} of row ${index}`).toEqual(written);
      }
    }
  }
});

test('infinite days and times are read back', async () => {
  const answers = await ask('infinities', (from) => ({ columns: { day, at }, from, orderBy: [{ by: n }] }));
  for (const rows of answers) {
    expect(rows.map((row) => [row.day, row.at])).toEqual(infinities.rows.map(([, ...rest]) => rest));
  }
});
