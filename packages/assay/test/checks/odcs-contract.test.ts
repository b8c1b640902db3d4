import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CheckOptions, check, type Verdict } from '../../src/index.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-odcs-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const contractOf = (schema: string): string => `apiVersion: v3.1.0
kind: DataContract
id: test
version: 1.0.0
status: active
${schema}`;

const judged = async (
  schema: string,
  csv: string,
  options: Partial<CheckOptions> = {},
): Promise<Readonly<Record<string, Verdict>>> => {
  writeFileSync(join(cwd, 't.odcs.yaml'), contractOf(schema));
  writeFileSync(join(cwd, 't.csv'), csv);
  const run = await check({ source: 't.csv', contract: 't.odcs.yaml#t', cwd, keep: false, ...options });
  expect(run.problems.filter(({ code }) => !code.endsWith('lint') && code !== 'source-note')).toEqual([]);
  return Object.fromEntries(run.verdicts.map((verdict) => [verdict.rule.replace(/^t\.?/, ''), verdict]));
};

describe('cells of text files that are not of the declared type', () => {
  test('are counted by type, are not NULL, and are no valid values', async () => {
    const found = await judged(
      `schema:
  - name: t
    properties:
      - name: n
        logicalType: integer
        required: true
        quality:
          - {id: known, metric: invalidValues, arguments: {validValues: [1, 2]}, mustBe: 0}
          - {id: gaps, metric: missingValues, arguments: {missingValues: [null, 1]}, mustBe: 0}
      - {name: x, logicalType: number, logicalTypeOptions: {minimum: 0}}
`,
      'n,x\n1,1\nn/a,low\n2,3\nthree,-1\n,2\n',
    );
    expect(found['n/type']).toMatchObject({ status: 'fail', count: 2, total: 5 });
    expect(found['n/type']?.message).toContain('"three"');
    expect(found['n/required']).toMatchObject({ status: 'fail', count: 1 });
    expect(found['n/known']).toMatchObject({ status: 'fail', count: 2 });
    expect(found['n/gaps']).toMatchObject({ status: 'fail', count: 2 });
    expect(found['x/type']).toMatchObject({ status: 'fail', count: 1 });
    expect(found['x/range']).toMatchObject({ status: 'fail', count: 1 });
  });
});

describe('time zones', () => {
  const schema = (zone: string) => `schema:
  - name: t
    properties:
      - {name: at, logicalType: timestamp, logicalTypeOptions: {minimum: "2024-06-01T10:00:00Z"${zone}}}
`;
  const csv = 'at\n2024-06-01 11:59:59\n2024-06-01 12:00:00\n';

  test('times without one are on the default clock, UTC', async () => {
    expect((await judged(schema(''), csv))['at/range']).toMatchObject({ status: 'pass' });
  });

  test('or on the one the contract names', async () => {
    const found = await judged(schema(', defaultTimezone: Europe/Vienna'), csv);
    expect(found['at/range']).toMatchObject({ status: 'fail', count: 1 });
    expect(found['at/range']?.message).toContain('2024-06-01T12:00:00');
  });

  test('a zone that does not exist ends unknown', async () => {
    const found = await judged(schema(', defaultTimezone: Mars/Olympus'), csv);
    expect(found['at/range']).toMatchObject({ status: 'unknown' });
  });

  test('service levels read them too', async () => {
    const found = await judged(
      `${schema(', defaultTimezone: Europe/Vienna')}slaProperties:
  - {id: fresh, property: Freshness, value: 90, unit: min, element: t.at}
  - {id: keep, property: retention, value: 1, unit: d, element: t.at}
  - {id: up, property: availability, value: 99.9, unit: percent}
  - {id: mood, property: happiness, value: 1}
  - {id: end, property: endOfLife, value: "2024-05-31"}
`,
      csv,
      { now: new Date('2024-06-01T11:30:00Z') },
    );
    expect(found['at/fresh']).toMatchObject({ status: 'pass', observed: 5400 });
    expect(found['at/keep']).toMatchObject({ status: 'pass' });
    expect(found['/up']).toMatchObject({ status: 'not-applicable' });
    expect(found['/mood']).toMatchObject({ status: 'unknown' });
    expect(found['/end']).toMatchObject({ status: 'fail' });
  });
});

describe('a scope', () => {
  const schema = `schema:
  - name: t
    properties:
      - {name: id, logicalType: integer, unique: true, logicalTypeOptions: {maximum: 5}}
      - name: day
        logicalType: integer
        quality:
          - {id: days, type: sql, query: "SELECT count(DISTINCT {property}) FROM {object} AS o", mustBe: 1}
`;

  test('leaves keys on the whole table, and limits all else, users’ SQL included', async () => {
    const csv = 'id,day\n1,1\n9,1\n1,2\n';
    const found = await judged(schema, csv, { where: 'day = 2' });
    expect(found['id/unique']).toMatchObject({ status: 'fail', count: 1, total: 3 });
    expect(found['id/range']).toMatchObject({ status: 'pass', total: 1 });
    expect(found['day/days']).toMatchObject({ status: 'pass', observed: 1 });
    expect((await judged(schema, csv))['day/days']).toMatchObject({ status: 'fail', observed: 2 });
  });
});

test('options that say format, by logical type, and a date kept as text', async () => {
  const found = await judged(
    `schema:
  - name: t
    properties:
      - {name: mail, logicalType: string, logicalTypeOptions: {format: email, maxLength: 12}}
      - {name: n, logicalType: integer, logicalTypeOptions: {format: i8, multipleOf: 2}}
      - {name: day, logicalType: date, logicalTypeOptions: {format: dd.MM.yyyy}}
`,
    'mail,n,day\na@b.org,128,29.02.2024\nnobody,3,30.02.2024\n',
  );
  expect(found['mail/format']).toMatchObject({ status: 'fail', count: 1 });
  expect(found['mail/length']).toMatchObject({ status: 'pass' });
  expect(found['n/numberFormat']).toMatchObject({ status: 'fail', count: 1 });
  expect(found['n/multipleOf']).toMatchObject({ status: 'fail', count: 1 });
  expect(found['day/type']).toMatchObject({ status: 'fail', count: 1 });
});

test('values of confidential columns are in no verdict', async () => {
  const found = await judged(
    `schema:
  - name: t
    properties:
      - {name: key, logicalType: string, classification: secret, unique: true, logicalTypeOptions: {pattern: "^x"}}
      - {name: n, logicalType: integer, classification: secret}
`,
    'key,n\nsesame,1\nsesame,mellon\n',
  );
  expect(found['key/unique']).toMatchObject({ status: 'fail', count: 1 });
  expect(found['key/pattern']).toMatchObject({ status: 'fail', count: 2 });
  expect(found['n/type']).toMatchObject({ status: 'fail', count: 1 });
  expect(JSON.stringify(found)).not.toMatch(/sesame|mellon/);
});

test('a relationship looks into the other dataset of the project', async () => {
  writeFileSync(join(cwd, 'sensors.csv'), 'id\n1\n2\n');
  writeFileSync(
    join(cwd, 'assay.yaml'),
    'version: 1\ndatasets:\n  t: {path: t.csv, contract: t.odcs.yaml}\n  sensors: {path: sensors.csv, contract: t.odcs.yaml}\n',
  );
  const found = await judged(
    `schema:
  - {name: sensors, properties: [{name: id, logicalType: integer, primaryKey: true}]}
  - name: t
    properties:
      - {name: sensor, logicalType: integer, relationships: [{to: sensors.id}]}
`,
    'sensor\n1\n7\n\n',
    { source: 't', contract: 't.odcs.yaml#t', project: '.' },
  );
  expect(found['sensor/relationship']).toMatchObject({
    status: 'fail',
    count: 1,
    evidence: { orphanKeys: 1 },
  });
});

test('a relationship may look into its own object, under a scope at the whole of it', async () => {
  const found = await judged(
    `schema:
  - name: t
    properties:
      - {name: id, logicalType: integer, primaryKey: true}
      - {name: boss, logicalType: integer, relationships: [{to: t.id}]}
`,
    'id,boss\n1,\n2,1\n3,9\n',
    { where: 'id > 1' },
  );
  expect(found['boss/relationship']).toMatchObject({ status: 'fail', count: 1, total: 2 });
});

test('a rule keeps the id it has in the contract, even where a check is called alike', async () => {
  const found = await judged(
    `schema:
  - name: t
    properties:
      - {name: a, required: true, quality: [{id: required, metric: nullValues, mustBeLessThan: 9}]}
`,
    'a\n1\n',
  );
  expect(found['a/required']).toMatchObject({ check: 'nullValues' });
  expect(Object.values(found).filter(({ check }) => check === 'required')).toHaveLength(1);
});

test('cells of text files are read by names of months, by sections that may be left out, and by the clock', async () => {
  const found = await judged(
    `schema:
  - name: t
    properties:
      - {name: a, logicalType: date, logicalTypeOptions: {format: "EEE, d MMM yyyy", minimum: "2024-03-01"}}
      - {name: b, logicalType: timestamp, logicalTypeOptions: {format: "yyyy-MM-dd[ HH:mm[:ss]]"}}
      - {name: c, logicalType: time, logicalTypeOptions: {format: "h:mm a", maximum: "12:00:00"}}
`,
    'a;b;c\n"Thu, 29 Feb 2024";2024-02-29;1:05 PM\n"Thu, 29 Feb 2023";2024-02-29 10:00;10:00 AM\n"Wed, 1 May 2024";2024-02-29 10;12:00 AM\n',
  );
  expect(found['a/type']).toMatchObject({ status: 'fail', count: 1 });
  expect(found['a/range']).toMatchObject({ status: 'fail', count: 1 });
  expect(found['b/type']).toMatchObject({ status: 'fail', count: 1 });
  expect(found['c/type']).toMatchObject({ status: 'pass' });
  expect(found['c/range']).toMatchObject({ status: 'fail', count: 1 });
});
