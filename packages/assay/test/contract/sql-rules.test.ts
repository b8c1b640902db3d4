import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillPlaceholders, placeholdersIn } from '../../src/contract/rules/placeholders.ts';
import { scanSql } from '../../src/contract/rules/scan-sql.ts';
import { whyNotOneSelect } from '../../src/contract/rules/select.ts';

test.each([
  'SELECT 1',
  'select count(*) from {object};  ',
  '-- delete from t\nSELECT 1 -- ; drop',
  '/* a /* nested */ ; */ SELECT 1',
  "SELECT ';', 'delete', $$;$$, $x$ ; $$ $x$, E'\\';' FROM t",
  'SELECT "insert", "a;b" FROM t',
  'WITH x AS (SELECT 1) SELECT * FROM x',
  '(SELECT 1)',
  'SELECT updated, deleted FROM t WHERE set_by = 1',
])('one SELECT: %s', (query) => {
  expect(whyNotOneSelect(query)).toBeUndefined();
});

test.each([
  ['', /empty/],
  [' -- nothing', /empty/],
  ['SELECT 1; SELECT 2', /more than one statement/],
  ['SELECT 1; DROP TABLE t', /more than one statement/],
  ['DELETE FROM t', /starts with delete/],
  ["COPY t TO 'x'", /starts with copy/],
  ['PRAGMA database_list', /starts with pragma/],
  ['WITH x AS (DELETE FROM t RETURNING 1) SELECT * FROM x', /writes: DELETE/],
  ['WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x', /writes: INSERT/],
  ['WITH x AS (SELECT 1) /* */ update t set a = 1', /writes: UPDATE/],
  ['SELECT * INTO t2 FROM t', /SELECT INTO/],
  ['SELECT * FROM t FOR UPDATE', /locks/],
  ["SELECT 'open", /left open/],
  ['SELECT 1 /* open', /left open/],
  ['WITH x AS (VALUES (1)) TABLE x', /selects nothing/],
  ['{object}', /starts with/],
])('not one SELECT: %s', (query, reason) => {
  expect(whyNotOneSelect(query)).toMatch(reason);
});

test('the pieces of any SQL join to the text', () => {
  const parts = fc.array(
    fc.constantFrom(
      "'",
      '"',
      '`',
      '--',
      '/*',
      '*/',
      '$$',
      '$a$',
      'e',
      "E'",
      '\\',
      '\n',
      ';',
      'x',
      '{object}',
      '$',
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      parts,
      (texts) =>
        scanSql(texts.join(''))
          .map(({ text }) => text)
          .join('') === texts.join(''),
    ),
  );
});

const names = (meaning: string) => `<${meaning}>`;

test.each([
  ['SELECT {property} FROM {object}', 'SELECT <property> FROM <object>'],
  ['SELECT ${column} FROM ${table}', 'SELECT <property> FROM <object>'],
  ['SELECT { field } FROM {catalog}.{schema}.{model}', 'SELECT <property> FROM <catalog>.<schema>.<object>'],
  ['SELECT {database} {project} {dataset}', 'SELECT <catalog> <catalog> <schema>'],
  ['SELECT "{property}" FROM `{object}`', 'SELECT <property> FROM <object>'],
  ["SELECT '{property}' -- {object}", "SELECT '{property}' -- {object}"],
  ['SELECT "a {property}"', 'SELECT "a {property}"'],
])('%s is filled', (query, filled) => {
  expect(fillPlaceholders(query, names)).toBe(filled);
});

test('a placeholder without a name stays, and a name with a dollar is taken as it is', () => {
  expect(fillPlaceholders('SELECT {schema}', () => undefined)).toBe('SELECT {schema}');
  expect(fillPlaceholders('SELECT {property}', () => '"$&"')).toBe('SELECT "$&"');
});

test('placeholders are found once each, outside comments and literals', () => {
  expect(placeholdersIn('SELECT {a}, {a}, \'{b}\' /* {c} */ FROM "{d}"')).toEqual(['a', 'd']);
});
