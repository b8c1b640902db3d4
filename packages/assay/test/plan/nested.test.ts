import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/registry.gen.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { duckdbColumn } from '../../src/engines/duckdb/nested-types.ts';
import { check } from '../../src/index.ts';
import { locate } from '../../src/plan/nested.ts';
import { judgeExample } from '../support/judge-example.ts';
import { testEngines } from '../support/tables.ts';

describe('types of DuckDB', () => {
  test('name their fields and items', () => {
    const found = duckdbColumn('o', 'STRUCT("a ""b"" c" INTEGER, d DECIMAL(4,1)[], e STRUCT(f VARCHAR)[][])');
    expect(found.fields?.map(({ name, kind }) => [name, kind])).toEqual([
      ['a "b" c', 'integer'],
      ['d', 'list'],
      ['e', 'list'],
    ]);
    expect(found.fields?.[1]?.items).toMatchObject({ kind: 'decimal', sqlType: 'DECIMAL(4,1)' });
    expect(found.fields?.[2]?.items?.items?.fields).toMatchObject([{ name: 'f', kind: 'text' }]);
  });
});

describe('a path', () => {
  const columns = [
    duckdbColumn('a', 'STRUCT(b INTEGER, "b.c" DATE)'),
    duckdbColumn('a.b', 'VARCHAR'),
    duckdbColumn('j', 'JSON'),
  ];

  test.each([
    ['a.b', undefined],
    ['a.b.c', 'unsupported'],
    ['A.b', undefined],
    ['a.x', 'absent'],
    ['a[]', 'unsupported'],
    ['j.x', 'unsupported'],
    ['nope.x', undefined],
    ['nope', undefined],
  ])('%s', (path, kind) => {
    expect(locate(columns, path)?.kind).toBe(kind);
  });

  test('takes the longest name that fits', () => {
    expect(locate(columns.slice(0, 1), 'a.b.c')).toMatchObject({
      kind: 'nested',
      subject: { kind: 'date', name: 'a.b.c' },
    });
  });
});

describe('contracts on nested properties', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'assay-nested-'));
  const found: Record<string, Verdict> = {};
  const contract = `apiVersion: v3.1.0
kind: DataContract
id: nested
version: 1.0.0
status: active
schema:
  - name: orders
    properties:
      - {name: id, logicalType: integer}
      - name: address
        logicalType: object
        logicalTypeOptions: {required: [zip]}
        properties:
          - {name: zip, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[0-9]{5}$"}, classification: secret}
          - {name: floor, logicalType: integer, logicalTypeOptions: {minimum: 0}}
          - {name: street, logicalType: string}
      - name: lines
        logicalType: array
        items:
          logicalType: object
          properties:
            - {name: sku, logicalType: string, unique: true}
            - {name: sizes, logicalType: array, items: {logicalType: number, logicalTypeOptions: {maximum: 9}}}
`;

  beforeAll(async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (SELECT * FROM (VALUES
      (1, {'zip': '10115', 'floor': -1}, [{'sku': 'a', 'sizes': [1.5, 12.0]}, {'sku': 'b', 'sizes': []}]),
      (2, {'zip': 'sesame', 'floor': 2}, [{'sku': 'a', 'sizes': NULL}]),
      (3, {'zip': NULL, 'floor': NULL}, []),
      (4, NULL, NULL)) AS t(id, address, lines)) TO '${join(cwd, 'orders.parquet')}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    writeFileSync(join(cwd, 'c.odcs.yaml'), contract);
    const run = await check({ source: 'orders.parquet', contract: 'c.odcs.yaml', cwd, keep: false });
    expect(run.decision).toBe('block');
    for (const verdict of run.verdicts) found[verdict.rule.replace('orders.', '')] = verdict;
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  test.each([
    ['address.zip/presence', { status: 'pass' }],
    ['address.street/presence', { status: 'fail' }],
    ['address.street/type', { status: 'unknown' }],
    ['address.zip/type', { status: 'pass' }],
    ['address.zip/required', { status: 'fail', count: 2, total: 4 }],
    ['address.zip/pattern', { status: 'fail', count: 1, total: 4 }],
    ['address.floor/range', { status: 'fail', count: 1 }],
    ['address/objectProperties', { status: 'fail', count: 1 }],
    ['lines[]/type', { status: 'pass' }],
    ['lines[].sku/presence', { status: 'pass' }],
    ['lines[].sku/unique', { status: 'fail', count: 1, total: 3 }],
    ['lines[].sizes[]/type', { status: 'pass' }],
    ['lines[].sizes[]/range', { status: 'fail', count: 1, total: 2 }],
  ])('%s', (rule, expected) => {
    expect(found[rule]).toMatchObject(expected);
  });

  test('hide what is confidential inside', () => {
    expect(JSON.stringify(found)).not.toContain('sesame');
  });
});

describe('rules that name nested properties beside others', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'assay-beside-'));
  const found: Record<string, Verdict> = {};
  let quarantined: number | undefined;
  const contract = `apiVersion: v3.1.0
kind: DataContract
id: beside
version: 1.0.0
status: active
schema:
  - name: orders
    quality:
      - {id: pairs, metric: duplicateValues, arguments: {properties: [shop, address.zip]}, mustBe: 0}
      - {id: apart, metric: duplicateValues, arguments: {properties: ["lines[].sku", "tags[]"]}, mustBe: 0}
      - {id: lost, metric: duplicateValues, arguments: {properties: [shop, address.street]}, mustBe: 0}
    relationships: [{from: [orders.shop, orders.address.zip], to: [orders.shop, orders.home.zip]}]
    properties:
      - {name: shop, logicalType: integer}
      - name: address
        logicalType: object
        properties:
          - {name: street}
          - name: zip
            logicalType: string
            relationships: [{to: orders.home.zip}]
            quality: [{id: known, type: sql, query: "SELECT count({property}) FROM {object}", mustBe: 4}]
      - {name: home, logicalType: object, properties: [{name: zip, logicalType: string}]}
      - name: lines
        logicalType: array
        items:
          logicalType: object
          properties:
            - {name: sku, primaryKey: true}
            - name: "no"
              primaryKey: true
              quality: [{id: total, type: sql, query: "SELECT sum({property}) FROM {object}", mustBe: 7}]
      - {name: tags, logicalType: array, items: {logicalType: string}}
`;

  beforeAll(async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (SELECT * FROM (VALUES
      (1, {'zip': 'a'}, {'zip': 'a'}, [{'sku': 'x', 'no': 1}, {'sku': 'x', 'no': 2}], ['t']),
      (1, {'zip': 'a'}, {'zip': 'b'}, [{'sku': 'x', 'no': 1}], []),
      (1, {'zip': 'b'}, {'zip': 'c'}, NULL, NULL),
      (2, {'zip': 'a'}, {'zip': 'd'}, [{'sku': 'y', 'no': 3}], ['u'])) AS t(shop, address, home, lines, tags))
      TO '${join(cwd, 'orders.parquet')}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    writeFileSync(join(cwd, 'c.odcs.yaml'), contract);
    const run = await check({ source: 'orders.parquet', contract: 'c.odcs.yaml', cwd });
    quarantined = run.quarantine?.rows;
    for (const verdict of run.verdicts) found[verdict.rule.replace('orders.', '')] = verdict;
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  test.each([
    ['orders/pairs', { status: 'fail', count: 1, total: 4 }],
    ['orders/relationship', { status: 'fail', count: 1, total: 4 }],
    ['address.zip/relationship', { status: 'pass', count: 0, total: 4 }],
    ['address.zip/known', { status: 'pass', observed: 4 }],
    ['lines[].no/total', { status: 'pass', observed: 7 }],
    ['orders/primaryKey', { status: 'fail', count: 1, total: 4 }],
    ['orders/apart', { status: 'unknown', message: expect.stringContaining('items of different lists') }],
    ['orders/lost', { status: 'unknown', message: expect.stringContaining('address has no field street') }],
  ])('%s', (rule, expected) => {
    expect(found[rule]).toMatchObject(expected);
  });

  test('the rows they fail are quarantined, where a row has one value', () => {
    expect(quarantined).toBe(3);
  });
});

test.each(testEngines)('items on $name', async (engine) => {
  const pattern = checks.find(({ id }) => id === 'pattern');
  if (pattern === undefined) throw new Error('no pattern');
  const example = {
    title: 'items',
    columns: { tags: 'list' as const },
    rows: [['["ab","c"]'], ['[]'], [null], ['["d"]']],
    on: 'tags[]',
    params: { pattern: '^.$' },
    expect: { status: 'fail' as const },
  };
  for (const exact of [false, true]) {
    const { verdict, failingRows } = await judgeExample(engine, pattern, example, { exact });
    expect(verdict).toMatchObject({ status: 'fail', count: 1, total: 3, check: 'pattern' });
    expect(verdict.message).toContain('"ab"');
    expect(failingRows).toBeUndefined();
  }
});
