import { describe, expect, test } from 'vitest';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';
import { postgres } from '../../src/engines/postgres/postgres.ts';
import {
  aggregate,
  and,
  call,
  column,
  compare,
  exists,
  isNull,
  literal,
  matches,
  not,
  scalar,
  tryCast,
  window,
} from '../../src/sql/expression.ts';
import { printSelect } from '../../src/sql/print.ts';
import { aliased, type Select, subquery, table } from '../../src/sql/select.ts';
import { inEveryEngine } from './both.ts';

const { sides } = inEveryEngine({
  readings: {
    columns: { id: 'integer', temp: 'float', 'se"nsor': 'text', at: 'timestamp' },
    rows: [[1, 20.5, 'a', { type: 'timestamp', value: '2020-01-01T00:00:00' }]],
  },
  sensors: { columns: { sensor: 'text' }, rows: [['a']] },
});

const from = table('readings');

/** A query and how each dialect prints it; what no engine would accept cannot pass, because each is explained there. */
const cases: Readonly<
  Record<string, { readonly select: Select; readonly DuckDB: string; readonly PostgreSQL: string }>
> = {
  'aggregates over a condition': {
    select: {
      columns: {
        a0: aggregate('countAll'),
        a1: aggregate('countIf', compare(column('temp'), '>', literal(31))),
        a2: aggregate('mean', column('temp')),
      },
      from,
    },
    DuckDB:
      'SELECT count(*) AS "a0", coalesce(count_if(("temp" > 31)), 0) AS "a1", avg("temp") AS "a2" FROM "readings"',
    PostgreSQL:
      'SELECT count(*) AS "a0", count(*) FILTER (WHERE ("temp" > 31)) AS "a1", avg(CAST("temp" AS DOUBLE PRECISION)) AS "a2" FROM "readings"',
  },
  'groups, having, order and limit': {
    select: {
      columns: { key: column('se"nsor'), n: aggregate('countAll') },
      from,
      where: not(isNull(column('temp'))),
      groupBy: [column('se"nsor')],
      having: compare(aggregate('countAll'), '>', literal(1)),
      orderBy: [{ by: aggregate('countAll'), descending: true }],
      limit: 3,
    },
    DuckDB:
      'SELECT "se""nsor" AS "key", count(*) AS "n" FROM "readings" WHERE ("temp" IS NOT NULL) GROUP BY "se""nsor" HAVING (count(*) > 1) ORDER BY count(*) DESC NULLS LAST LIMIT 3',
    PostgreSQL:
      'SELECT "se""nsor" AS "key", count(*) AS "n" FROM "readings" WHERE ("temp" IS NOT NULL) GROUP BY "se""nsor" HAVING (count(*) > 1) ORDER BY count(*) DESC NULLS LAST LIMIT 3',
  },
  'a window with literals of every kind': {
    select: {
      columns: {
        before: window('lag', [column('temp')], {
          partitionBy: [column('se"nsor')],
          orderBy: [{ by: column('at') }],
        }),
        big: literal({ type: 'bigint', value: '9007199254740993' }),
        exact: literal({ type: 'decimal', value: '0.10' }),
        odd: literal({ type: 'float', value: 'NaN' }),
        day: literal({ type: 'date', value: '-000043-03-15' }),
        moment: literal({ type: 'timestamp', value: '2020-01-01T00:00:00Z' }),
        quoted: literal("it's; --"),
        nothing: literal(null),
      },
      from,
    },
    DuckDB: `SELECT lag("temp") OVER (PARTITION BY "se""nsor" ORDER BY "at" ASC NULLS LAST) AS "before", '9007199254740993'::HUGEINT AS "big", '0.10'::DECIMAL(2, 2) AS "exact", 'NaN'::DOUBLE AS "odd", '0044-03-15 (BC)'::DATE AS "day", '2020-01-01T00:00:00Z'::TIMESTAMPTZ AS "moment", 'it''s; --' AS "quoted", NULL AS "nothing" FROM "readings"`,
    PostgreSQL: `SELECT lag("temp") OVER (PARTITION BY "se""nsor" ORDER BY "at" ASC NULLS LAST) AS "before", '9007199254740993'::NUMERIC AS "big", '0.10'::NUMERIC AS "exact", 'NaN'::DOUBLE PRECISION AS "odd", '0044-03-15 BC'::DATE AS "day", '2020-01-01T00:00:00Z'::TIMESTAMPTZ AS "moment", 'it''s; --' AS "quoted", NULL AS "nothing" FROM "readings"`,
  },
  'a correlated exists, a scalar, a nested query': {
    select: {
      columns: {
        orphan: not(
          exists(aliased(table('sensors'), 's'), compare(column('sensor', 's'), '=', column('se"nsor', 'r'))),
        ),
        all: scalar({ columns: { n: aggregate('countAll') }, from }),
        number: tryCast(column('se"nsor', 'r'), 'float'),
      },
      from: subquery(
        {
          everything: true,
          columns: {},
          from,
          where: and(
            matches(column('se"nsor'), '^[a-z]+$'),
            compare(call('length', column('se"nsor')), '<', literal(9)),
          ),
        },
        'r',
      ),
    },
    DuckDB: `SELECT (NOT EXISTS (SELECT 1 FROM "sensors" AS "s" WHERE ("s"."sensor" = "r"."se""nsor"))) AS "orphan", (SELECT count(*) AS "n" FROM "readings") AS "all", TRY_CAST("r"."se""nsor" AS DOUBLE) AS "number" FROM (SELECT * FROM "readings" WHERE (regexp_matches("se""nsor", '^[a-z]+$') AND (length("se""nsor") < 9))) AS "r"`,
    PostgreSQL: `SELECT (NOT EXISTS (SELECT 1 FROM "sensors" AS "s" WHERE ("s"."sensor" = "r"."se""nsor"))) AS "orphan", (SELECT count(*) AS "n" FROM "readings") AS "all", CASE WHEN pg_input_is_valid(CAST("r"."se""nsor" AS TEXT), 'double precision') THEN CAST(CAST("r"."se""nsor" AS TEXT) AS DOUBLE PRECISION) END AS "number" FROM (SELECT * FROM "readings" WHERE (("se""nsor" ~ '^[a-z]+$') AND (length("se""nsor") < 9))) AS "r"`,
  },
};

describe('printed SQL', () => {
  for (const [title, { select, ...texts }] of Object.entries(cases)) {
    test(`${title}: the text`, () => {
      expect(printSelect(select, duckdb.dialect)).toBe(texts.DuckDB);
      expect(printSelect(select, postgres.dialect)).toBe(texts.PostgreSQL);
    });
    test(`${title}: engines accept it`, async () => {
      for (const { session, tables } of sides) {
        const named = JSON.parse(
          JSON.stringify(select, (_key, value) =>
            value?.kind === 'table'
              ? { ...tables[value.path.at(-1)]?.relation, ...(value.as ? { as: value.as } : {}) }
              : value,
          ),
        ) as Select;
        expect(await session.query(named)).toBeDefined();
      }
    });
  }
});
