import { expect, test } from 'vitest';
import type { Status } from '../../src/domain/verdict.ts';
import { columnsShownBy } from '../../src/plan/columns-shown.ts';
import { countsRows } from '../../src/plan/counts-rows.ts';

test.each([
  'SELECT count(*) FROM {object}',
  'select COUNT( * ) = 0 from {object}\nwhere a <> b',
  'SELECT count(*) * 100 > 5 FROM plant.readings WHERE length(name) > 3',
  'SELECT count(*) FROM readings WHERE readings.a IS DISTINCT FROM extract(year FROM b) AND {object}.c > 1',
  'SELECT count(*) FROM readings WHERE "readings" . "a" > 1',
])('counts rows and shows no value: %s', (query) => {
  expect(countsRows(query)).toBe(true);
});

test.each([
  'SELECT max(a) FROM {object}',
  'SELECT count(a) FROM {object}',
  'SELECT count(*) + max(a) FROM {object}',
  'SELECT count(*) FROM {object} AS t(a, b), generate_series(1, b)',
  'SELECT count(*) FROM {object} t WHERE t.a > 1 UNION SELECT max(a) FROM {object}',
  'SELECT count(*) FROM {object} WHERE 1 < (SELECT max(c) FROM {object} AS t(a, b, c))',
  "SELECT count(*) FROM {object} WHERE COLUMNS('p.*') > 1",
  'SELECT count(*) FROM {object} WHERE rowid < (FROM {object} LIMIT 1)',
  'SELECT count(*) FROM {object} WHERE false UNION ALL FROM {object}',
  'SELECT count(*) FROM {object} WHERE 5 > (TABLE {object} LIMIT 1)',
  'SELECT count(*) FROM {object} WHERE rowid < ((VALUES (0) UNION ALL FROM {object} LIMIT 1))',
  'SELECT count(*) FROM {object} WHERE rowid < (/* */ FROM {object} LIMIT 1)',
  'SELECT count(*) FROM {object} WHERE #1 = 7',
  "SELECT count(*) FROM {object} WHERE {object}::text LIKE '%7%'",
  "SELECT count(*) FROM plant.readings WHERE readings::text LIKE '%7%'",
  'SELECT count(*) FROM readings WHERE to_json("Readings") = 1',
  'SELECT count(*) FROM readings WHERE readings.* = ROW(7)',
  'WITH t(a, b) AS (SELECT * FROM {object}) SELECT count(*) FROM t',
])('may show a value: %s', (query) => {
  expect(countsRows(query)).toBe(false);
});

test('a query that counts rows shows the columns it names; any other, and one that failed, shows all', () => {
  const shown = (sql: string, status: Status = 'fail') =>
    columnsShownBy(
      [{ name: 'exact', needs: {}, userQuery: { sql }, judge: () => undefined }],
      undefined,
      ['pay', 'mail'],
      status,
    );
  expect(shown('SELECT count(*) FROM {object} WHERE PAY < 0')).toEqual(['pay']);
  expect(shown('SELECT count(*) FROM {object} WHERE a < 0')).toEqual([]);
  expect(shown('SELECT count(*) FROM {object} WHERE a < 0', 'unknown')).toEqual(['pay', 'mail']);
  expect(shown('SELECT max(a) FROM {object}')).toEqual(['pay', 'mail']);
});
