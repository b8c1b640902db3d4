import { describe, expect, test } from 'vitest';
import type { Check, CheckExample } from '../../src/checks/check.ts';
import { mean } from '../../src/checks/mean.ts';
import { aggregate, column } from '../../src/sql/expression.ts';
import { judgeExample } from '../support/judge-example.ts';
import type { TestTable } from '../support/tables.ts';
import { testEngines } from '../support/tables.ts';

/** Names that are data, whatever they look like. */
const written = [
  '"; DROP TABLE x --',
  "'; DELETE FROM x; --",
  'a "quoted" name',
  'new\nline',
  'tab\tand space ',
  '😀 emoji',
  'ÄÖÜ ß İ',
  'select',
  'group by 1',
  '%s {object} ${x} $1 ?',
  '/* comment */',
  '\\',
  '\u202eright to left',
  '.',
  'a.b',
  '*',
  '__proto__',
  'constructor',
  '0',
  '{property}',
];

/** Names that look like numbers come first in JavaScript’s objects. */
const inOrder = (names: readonly string[]): readonly string[] =>
  Object.keys(Object.fromEntries(names.map((name) => [name, 0])));

const hostile = inOrder(written);

const tableOf = (names: readonly string[]): TestTable => ({
  columns: Object.fromEntries(names.map((name) => [name, 'integer'])),
  rows: [names.map((_name, index) => index), names.map((_name, index) => index + 100)],
});

describe.each(testEngines)('hostile names on $name', (engine) => {
  const tableName = (name: string): string => (Buffer.byteLength(name) > 60 ? name.slice(0, 20) : name);

  test('as columns: each holds what was put in it', async () => {
    const placed = await engine.place({ t: tableOf(hostile) });
    const session = await placed.connect();
    try {
      const source = placed.sources.t;
      if (source === undefined) throw new Error('no table');
      const opened = await session.open(source, { name: 't', declared: [] });
      expect(opened.columns.map(({ name }) => name)).toEqual(Object.keys(tableOf(hostile).columns));
      const rows = await session.query({ everything: true, columns: {}, from: opened.relation });
      expect(rows).toHaveLength(2);
      for (const [index, name] of hostile.entries()) {
        const [row] = await session.query({
          columns: { least: aggregate('min', column(name)) },
          from: opened.relation,
        });
        expect(row?.least, name).toBe(index);
        expect(Object.getOwnPropertyDescriptor(rows[0] ?? {}, name)?.value, name).toBe(index);
      }
    } finally {
      await session.close();
      await placed.remove();
    }
  });

  test('as tables, and as names that users’ SQL knows them by', async () => {
    const names = hostile.map(tableName);
    const placed = await engine.place(Object.fromEntries(names.map((name) => [name, tableOf(['x'])])));
    const session = await placed.connect();
    try {
      for (const name of names) {
        const source = Object.getOwnPropertyDescriptor(placed.sources, name)?.value;
        const opened = await session.open(source, { name, declared: [] });
        const [row] = await session.query({ columns: { n: aggregate('countAll') }, from: opened.relation });
        expect(row?.n, name).toBe(2);
      }
      for (const name of names) {
        const [row] = await session.queryUserSql(
          `SELECT count(*) AS n FROM ${session.dialect.identifier(name)}`,
        );
        expect(row?.n, name).toBe(2);
      }
    } finally {
      await session.close();
      await placed.remove();
    }
  });

  test('300 characters: read, or refused with the reason', async () => {
    const long = 'x'.repeat(300);
    if (engine.name === 'PostgreSQL') {
      expect(() => engine.engine.dialect.identifier(long)).toThrow(/63 bytes/);
      return;
    }
    const placed = await engine.place({ t: tableOf([long]) });
    const session = await placed.connect();
    const source = placed.sources.t;
    if (source === undefined) throw new Error('no table');
    const opened = await session.open(source, { name: 't', declared: [] });
    expect(opened.columns[0]?.name).toBe(long);
    await session.close();
    await placed.remove();
  });

  test('physical names: rules use the name, users’ SQL both', async () => {
    const placed = await engine.place({
      t: {
        columns: { ORDER_NO: 'text', 'we"ird': 'integer' },
        rows: [
          ['A', 1],
          [null, 2],
        ],
      },
    });
    const session = await placed.connect();
    try {
      const source = placed.sources.t;
      if (source === undefined) throw new Error('no table');
      const declared = [
        { name: 'order number', physicalName: 'order_no' },
        { name: 'plain', physicalName: 'we"ird' },
      ];
      const opened = await session.open(source, { name: 'orders', physicalName: 'orders_v2', declared });
      expect(opened.columns.map(({ name }) => name)).toEqual(['order number', 'plain']);
      const rows = await session.query({
        columns: { a: column('order number'), b: column('plain') },
        from: opened.relation,
        orderBy: [{ by: column('plain') }],
      });
      expect(rows).toEqual([
        { a: 'A', b: 1 },
        { a: null, b: 2 },
      ]);
      expect(
        await session.queryUserSql('SELECT count("order number") + count("ORDER_NO") AS n FROM orders_v2'),
      ).toEqual([{ n: 2 }]);
      expect(
        await session.queryUserSql('SELECT CAST(sum(plain) + sum("we""ird") AS INTEGER) AS n FROM orders'),
      ).toEqual([{ n: 6 }]);
    } finally {
      await session.close();
      await placed.remove();
    }
  });
});

test.each(testEngines)(
  'groups of a column that is named as queries name their own: unknown on $name, never wrong groups',
  async (engine) => {
    const example: CheckExample = {
      title: 'groups of ~n',
      columns: { '~n': 'integer', x: 'integer' },
      rows: [
        [1, 5],
        [2, 6],
      ],
      on: 'x',
      params: { per: '~n', mustBeLessThan: 9 },
      expect: { status: 'unknown' },
    };
    const { verdict } = await judgeExample(engine, mean as Check, example, { exact: true });
    expect(verdict).toMatchObject({ status: 'unknown', message: expect.stringMatching(/begins with ~/) });
  },
);

test('names that only differ in case: two columns where the engine has two, a problem where it cannot', async () => {
  const [duckdb, postgres] = testEngines;
  const table = { columns: { a: 'integer', A: 'integer' }, rows: [[1, 2]] } as const;
  await expect(duckdb?.place({ t: table })).rejects.toThrow(/already exists/);
  const placed = await postgres?.place({ t: table });
  const session = await placed?.connect();
  const source = placed?.sources.t;
  if (placed === undefined || session === undefined || source === undefined) throw new Error('no table');
  const opened = await session.open(source, { name: 't', declared: [{ name: 'A', physicalName: 'A' }] });
  const [row] = await session.query({ columns: { x: column('a'), y: column('A') }, from: opened.relation });
  expect(row).toEqual({ x: 1, y: 2 });
  await session.close();
  await placed.remove();
});
