import { expect, test } from 'vitest';
import type { Status } from '../../src/domain/verdict.ts';
import { columnsShownBy } from '../../src/plan/columns-shown.ts';
import { countsRows } from '../../src/plan/counts-rows.ts';

test.each([
  'SELECT count(*) FROM {object}',
  'select COUNT( * ) = 0 from {object}\nwhere a <> b',
  'SELECT count(*) * 100 > 5 FROM plant.readings WHERE length(name) > 3',
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
