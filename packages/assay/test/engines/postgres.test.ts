import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Refusal } from '../../src/domain/problem.ts';
import type { OpenTable, Session } from '../../src/engines/engine.ts';
import { postgres } from '../../src/engines/postgres/postgres.ts';
import { aggregate, call, column, literal, matches } from '../../src/sql/expression.ts';
import { parseCondition } from '../../src/sql/parse-condition.ts';
import { otherServer } from './other-server.ts';

const schema = `e_${randomBytes(6).toString('hex')}`;
const reader = `${schema}_reader`;
const password = 'p@ss/w ord';
const url = (): string => inject('postgresUrl');
const asReader = (secret = password): string => {
  const own = new URL(url());
  own.username = reader;
  own.password = encodeURIComponent(secret);
  return own.href;
};
let admin: pg.Client;

beforeAll(async () => {
  admin = new pg.Client({ connectionString: url() });
  await admin.connect();
  await admin.query(`
    CREATE SCHEMA ${schema};
    CREATE TABLE ${schema}.readings (id bigint, temp double precision, secret text);
    INSERT INTO ${schema}.readings SELECT n, n, 's' FROM generate_series(1, 1000) n;
    CREATE VIEW ${schema}.warm AS SELECT * FROM ${schema}.readings WHERE temp > 500;
    CREATE MATERIALIZED VIEW ${schema}.kept AS SELECT * FROM ${schema}.readings;
    CREATE TABLE ${schema}.parts (id bigint, day date) PARTITION BY RANGE (day);
    CREATE TABLE ${schema}.parts_2020 PARTITION OF ${schema}.parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
    INSERT INTO ${schema}.parts SELECT n, '2020-06-01' FROM generate_series(1, 500) n;
    CREATE SEQUENCE ${schema}.numbers;
    CREATE COLLATION ${schema}.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    CREATE TABLE ${schema}.texts (id uuid, fixed char(5), loose text COLLATE ${schema}.loose, german text COLLATE "de-x-icu");
    INSERT INTO ${schema}.texts VALUES ('6ccd780c-baba-1026-9564-5b8c656024db', 'ab', 'Abc', 'ö');
    ANALYZE ${schema}.readings; ANALYZE ${schema}.parts_2020;
    CREATE TYPE ${schema}.mood AS ENUM ('zest', 'angst');
    CREATE DOMAIN ${schema}.amount AS numeric(10, 2) CHECK (VALUE > 0);
    CREATE DOMAIN ${schema}.price AS ${schema}.amount;
    CREATE TABLE ${schema}.types (mood ${schema}.mood, price ${schema}.price, id uuid, fixed char(5), huge numeric, loose text COLLATE ${schema}.loose);
    INSERT INTO ${schema}.types VALUES ('zest', 1.5, '6ccd780c-baba-1026-9564-5b8c656024db', 'ab', 1e400, 'Abc'), ('angst', 2.5, NULL, NULL, 'Infinity', 'abc');
    CREATE ROLE ${reader} LOGIN PASSWORD '${password}';
    GRANT USAGE ON SCHEMA ${schema} TO ${reader};
    GRANT SELECT (id, temp) ON ${schema}.readings TO ${reader};`);
});
afterAll(async () => {
  await admin.query(`DROP SCHEMA ${schema} CASCADE; DROP ROLE ${reader}`);
  await admin.end();
});

const withTable = async (
  table: readonly string[],
  use: (session: Session, opened: OpenTable) => Promise<void>,
  at = url(),
): Promise<void> => {
  const source = { kind: 'postgres', url: at, table } as const;
  const session = await postgres.connect(source, { workFolder: tmpdir() });
  try {
    await use(session, await session.open(source, { name: 't', declared: [] }));
  } finally {
    await session.close();
  }
};

const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  const cause = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(cause instanceof Refusal)) throw new Error(`no refusal: ${String(cause)}`);
  return cause;
};

describe('what is opened', () => {
  test.each([
    ['readings', 1000],
    ['warm', 500],
    ['kept', 1000],
    ['parts', 500],
  ])('%s', async (name, rows) => {
    await withTable([schema, name], async (session, { relation }) => {
      const [row] = await session.query({ columns: { n: aggregate('countAll') }, from: relation });
      expect(row?.n).toBe(rows);
    });
  });

  test('the size is estimated, for partitioned tables too', async () => {
    await withTable([schema, 'readings'], async (_session, { estimatedRows, facts }) => {
      expect(estimatedRows).toBe(1000);
      expect(facts.rows).toBeUndefined();
    });
    await withTable([schema, 'parts'], async (_session, { estimatedRows }) =>
      expect(estimatedRows).toBe(500),
    );
  });

  test('a table without its schema is found by the search path', async () => {
    const own = new URL(url());
    own.searchParams.set('options', `-c search_path=${schema}`);
    await withTable(['warm'], async (_session, { columns }) => expect(columns).toHaveLength(3), own.href);
  });

  test('columns that may not be read are left out with a note', async () => {
    await withTable(
      [schema, 'readings'],
      async (session, { columns, notes, relation }) => {
        expect(columns.map(({ name }) => name)).toEqual(['id', 'temp']);
        expect(notes[0]?.message).toMatch(/^1 column of .* may not be read and is left out$/);
        expect(
          await session.query({ columns: { x: aggregate('max', column('temp')) }, from: relation }),
        ).toEqual([{ x: 1000 }]);
      },
      asReader(),
    );
  });
});

describe('what is refused', () => {
  test.each([
    [['nowhere', 'readings'], 'source-not-found', /no table nowhere.readings/],
    [[schema, 'reading'], 'source-not-found', new RegExp(`it has|${schema}`)],
    [[schema, 'numbers'], 'source-not-found', /no table/],
    [[schema, 'x'.repeat(64)], 'source-not-found', /63 bytes/],
  ])('%j', async (table, code, words) => {
    const { problems } = await refusal(withTable(table as string[], async () => undefined));
    expect(problems[0]?.code).toBe(code);
    expect(`${problems[0]?.message} ${problems[0]?.hint}`).toMatch(words as RegExp);
  });

  test('a table without permission', async () => {
    const { problems } = await refusal(withTable([schema, 'kept'], async () => undefined, asReader()));
    expect(problems[0]).toMatchObject({
      code: 'source-unreadable',
      message: expect.stringContaining('permission denied'),
    });
  });

  test.each([
    ['a wrong host', 'postgres://u:s3cr3t@nohost.invalid:5432/d'],
    ['a closed port', 'postgres://u:s3cr3t@127.0.0.1:1/d'],
    ['no URL', 'postgres://u:s3cr3t@:bad:port'],
  ])('%s: a problem without the password', async (_title, at) => {
    const { problems } = await refusal(withTable(['t'], async () => undefined, at));
    expect(problems[0]?.code).toBe('connection-failed');
    expect(JSON.stringify(problems)).not.toContain('s3cr3t');
  });

  test('a wrong password: a problem without it, and without the right one', async () => {
    const { problems } = await refusal(
      withTable([schema, 'readings'], async () => undefined, asReader('wr0ng p@ss')),
    );
    expect(problems[0]).toMatchObject({
      code: 'connection-failed',
      hint: expect.stringContaining('user and password'),
    });
    expect(JSON.stringify(problems)).not.toMatch(/wr0ng|p@ss/);
  });

  test('a server without TLS where the URL demands it', async () => {
    const own = new URL(url());
    own.searchParams.set('sslmode', 'require');
    const { problems } = await refusal(withTable(['t'], async () => undefined, own.href));
    expect(problems[0]).toMatchObject({
      code: 'connection-failed',
      hint: expect.stringContaining('sslmode'),
    });
  });

  test('a password that is no UTF-8, or a parameter: never said', async () => {
    for (const at of [
      'postgres://u:s3cr3t%E0%A4%A@127.0.0.1:1/d',
      'postgres://u@127.0.0.1:1/d?password=s3cr3t&sslmode=s3cr3t',
    ]) {
      const { problems } = await refusal(withTable(['t'], async () => undefined, at));
      expect(problems[0]?.code).toBe('connection-failed');
      expect(JSON.stringify(problems)).not.toContain('s3cr3t');
    }
  });

  test.each([
    ['at once', /cannot be reached: no such function/, 0],
    ['at the first setting', /is not as PostgreSQL 14 or newer: no such function/, 1],
  ])('a server of another kind that fails %s is closed', async (_when, words, answers) => {
    const server = await otherServer(answers);
    try {
      const { problems } = await refusal(withTable(['t'], async () => undefined, server.url));
      expect(problems[0]?.code).toBe('connection-failed');
      expect(problems[0]?.message).toMatch(words);
    } finally {
      await server.closed();
    }
  });

  test('a missing database', async () => {
    const own = new URL(url());
    own.pathname = '/nothere';
    const { problems } = await refusal(withTable(['t'], async () => undefined, own.href));
    expect(problems[0]?.hint).toContain('database');
  });

  test('nothing is written, whatever is asked', async () => {
    await withTable([schema, 'readings'], async (session) => {
      await expect(session.queryUserSql(`SELECT nextval('${schema}.numbers')`)).rejects.toThrow(
        /read-only|permission/,
      );
    });
  });
});

describe('long queries', () => {
  const slow = (opened: OpenTable) => ({
    columns: {
      x: aggregate('sum', { kind: 'arithmetic', op: '*', left: column('a'), right: column('b') } as const),
    },
    from: {
      kind: 'query' as const,
      as: 'j',
      select: {
        columns: {
          a: column('temp'),
          b: {
            kind: 'scalar' as const,
            select: {
              columns: { m: aggregate('max', column('temp')) },
              from: {
                kind: 'query' as const,
                as: 'k',
                select: { columns: { temp: column('temp') }, from: opened.relation },
              },
            },
          },
        },
        from: opened.relation,
      },
    },
  });

  test('an interruption stops the query on the server, and the session goes on', async () => {
    await withTable([schema, 'readings'], async (session, opened) => {
      const controller = new AbortController();
      const asked = session.queryUserSql('SELECT count(*) FROM generate_series(1, 1000000000)', {
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(), 100);
      await expect(asked).rejects.toThrow(/abort/i);
      const { rows } = await admin.query(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series(1, 1000000000)%' AND pid <> pg_backend_pid()",
      );
      expect(rows).toEqual([{ n: 0 }]);
      expect(await session.query({ ...slow(opened), limit: 1 })).toHaveLength(1);
    });
  });

  test('a time limit stops a query with a reason', async () => {
    await withTable([schema, 'readings'], async (session) => {
      await expect(
        session.queryUserSql('SELECT count(*) FROM generate_series(1, 1000000000)', { timeoutSeconds: 0.1 }),
      ).rejects.toThrow(/stopped after 0.1 s|timeout/);
      expect(await session.queryUserSql('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    });
  });

  test('a failing query leaves the session usable', async () => {
    await withTable([schema, 'readings'], async (session, { relation }) => {
      await expect(session.query({ columns: { x: column('nothing') }, from: relation })).rejects.toThrow(
        /nothing/,
      );
      expect(await session.query({ columns: { x: literal(1) }, from: relation, limit: 1 })).toEqual([
        { x: 1 },
      ]);
    });
  });
});

test('types of their own are read as the types of their kind', async () => {
  await withTable([schema, 'types'], async (session, { columns, relation }) => {
    expect(columns.map(({ kind }) => kind)).toEqual(['text', 'decimal', 'text', 'text', 'decimal', 'text']);
    expect(columns[1]?.sqlType).toBe(`${schema}.price`);
    const [row] = await session.query({
      columns: {
        first: aggregate('min', column('mood')),
        like: aggregate('countIf', matches(column('id'), '^6ccd')),
        length: aggregate('max', call('length', column('id'))),
        fixed: aggregate('max', call('length', column('fixed'))),
        spellings: aggregate('countDistinct', column('loose')),
        sum: aggregate('sum', column('price')),
        huge: aggregate('min', column('huge')),
        infinite: aggregate('max', column('huge')),
        unknown: aggregate('countIf', {
          kind: 'compare',
          op: '=',
          left: column('mood'),
          right: literal('no such mood'),
        }),
      },
      from: relation,
    });
    expect(row).toEqual({
      first: 'angst',
      like: 1,
      length: 36,
      fixed: 2,
      spellings: 2,
      sum: { type: 'decimal', value: '4.00' },
      huge: { type: 'decimal', value: `1${'0'.repeat(400)}` },
      infinite: { type: 'float', value: 'Infinity' },
      unknown: 0,
    });
  });
});

test.each([
  ["id = '6ccd780c-baba-1026-9564-5b8c656024db' and id like '6%' and id < '7'", true],
  ["fixed = 'ab' and length(fixed) = 2", true],
  ["loose = 'abc' or loose in ('abc', 'ABC')", false],
  ["loose < 'abc' and contains(loose, 'bc') and lower(loose) = 'abc'", true],
  ["loose < german and german > 'z'", true],
  ["lower(loose) = least(german, 'abc')", true],
])('texts of every type and collation compare by code point: %s', async (text, truth) => {
  await withTable([schema, 'texts'], async (session, { relation, columns }) => {
    const found = parseCondition(text, columns);
    if ('error' in found) throw new Error(found.error.message);
    expect(await session.query({ columns: { x: found.expr }, from: relation })).toEqual([{ x: truth }]);
  });
});
