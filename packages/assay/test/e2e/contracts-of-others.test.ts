import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Run, runSchema, runsSchema } from '../../src/domain/run.ts';
import { runCli } from '../support/run-cli.ts';
import { shopOrders, smallCustomers } from './contracts-of-others.ts';

const cwd = mkdtempSync(join(tmpdir(), 'assay-others-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const tables = `
  SET TimeZone = 'UTC';
  CREATE TABLE customers AS
    SELECT range AS customer_id, ['DE', 'FR', 'PL'][1 + range % 3] AS country FROM range(10);
  CREATE TABLE promos AS SELECT 's' || (range % 2) AS shop, 'P' || (range // 2) AS code FROM range(10);
  CREATE TABLE customers_v2 AS SELECT range + 1 AS id, 'u' || range || '@example.org' AS email FROM range(50);
  CREATE TABLE orders AS SELECT
    's' || (range % 2) AS shop, CASE WHEN range % 3 = 0 THEN 'P' || (range % 5) END AS promo,
    TIME '08:00:00' + to_minutes(range % 60) AS eta, 'AB' || (100000 + range) AS "ORDER_NO",
    1 + range % 50 AS customer_id, CAST(1 + range % 100 AS DECIMAL(10, 2)) AS amount,
    ['new', 'paid', 'sent'][1 + range % 3] AS state,
    TIMESTAMPTZ '2026-11-24 12:00:00+00' + to_seconds(range * 60) AS created_at,
    DATE '2026-11-01' + CAST(range % 20 AS INTEGER) AS ship_day, range % 2 = 0 AS gift,
    ['a', 'b'] AS tags, {'zip': '12345', 'city': 'X'} AS address
  FROM range(1200);
  CREATE TABLE broken AS SELECT * REPLACE (
    CASE WHEN "ORDER_NO" = 'AB100003' THEN 'AB100001' ELSE "ORDER_NO" END AS "ORDER_NO",
    CASE WHEN "ORDER_NO" = 'AB100004' THEN 1.005 ELSE amount END AS amount,
    CASE WHEN "ORDER_NO" = 'AB100005' THEN 'lost' ELSE state END AS state,
    CASE WHEN "ORDER_NO" = 'AB100006' THEN 999 ELSE customer_id END AS customer_id,
    CASE WHEN "ORDER_NO" = 'AB100009' THEN 'P99' ELSE promo END AS promo,
    CASE WHEN "ORDER_NO" = 'AB100007' THEN ['a', 'a'] ELSE tags END AS tags,
    CASE WHEN "ORDER_NO" = 'AB100008' THEN {'zip': '1234', 'city': 'X'} ELSE address END AS address
  ) FROM orders`;

beforeAll(async () => {
  writeFileSync(join(cwd, 'customers.odcs.yaml'), smallCustomers);
  writeFileSync(join(cwd, 'shop.odcs.yaml'), shopOrders);
  const instance = await DuckDBInstance.create(join(cwd, 'crm.duckdb'));
  const connection = await instance.connect();
  await connection.run(tables);
  for (const [name, table] of [
    ['promos', 'promos'],
    ['customers', 'customers_v2'],
    ['orders', 'orders'],
    ['late', 'broken'],
  ]) {
    mkdirSync(join(cwd, 'data', `${name}`), { recursive: true });
    await connection.run(`COPY ${table} TO '${join(cwd, 'data', `${name}`, '1.parquet')}'`);
  }
  connection.closeSync();
  instance.closeSync();
});

const now = '2026-11-25T09:00:00Z';
const check = async (...args: readonly string[]): Promise<readonly [number | null, readonly Run[]]> => {
  const { code, stdout } = await runCli(['check', ...args, '--now', now, '--json'], { cwd });
  const found: unknown = JSON.parse(stdout);
  const several = runsSchema.safeParse(found);
  return [code, several.success ? several.data.runs : [runSchema.parse(found)]];
};
/** Rules by what became of them; those that pass are only counted. */
const told = (run: Run | undefined) => {
  const other = run?.verdicts.filter(({ status }) => status !== 'pass') ?? [];
  return {
    pass: (run?.verdicts.length ?? 0) - other.length,
    ...Object.fromEntries(other.map(({ rule, status }) => [rule, status])),
  };
};

const good = {
  pass: 49,
  'orders/trend': 'unknown',
  'orders.ship_day/dateFormat': 'not-applicable',
};

test('the small one plans seven verdicts', async () => {
  const [code, [run]] = await check('crm.duckdb#customers', '-c', 'customers.odcs.yaml');
  expect([code, told(run)]).toEqual([0, { pass: 7 }]);
});

test.each([
  ['files', ['data/promos/*.parquet', 'data/customers/*.parquet', 'data/orders/*.parquet']],
  ['a database', ['crm.duckdb#promos', 'crm.duckdb#customers_v2', 'crm.duckdb#orders']],
])('every rule of the large one ends in its verdict, on %s', async (_what, sources) => {
  const [code, runs] = await check(...sources, '-c', 'shop.odcs.yaml');
  expect([code, ...runs.map(told)]).toEqual([0, { pass: 4 }, { pass: 10 }, good]);
  expect(runs.map(({ decision }) => decision)).toEqual(['admit', 'admit', 'warn']);
});

test('and each fault is found by its rule', async () => {
  writeFileSync(
    join(cwd, 'assay.yaml'),
    `version: 1
datasets:
  promos: {path: data/promos/*.parquet, contract: shop.odcs.yaml}
  customers: {path: data/customers/*.parquet, contract: shop.odcs.yaml}
  late: {path: data/late/*.parquet, contract: "shop.odcs.yaml#orders"}
`,
  );
  const [code, [run]] = await check('late');
  expect([code, told(run)]).toEqual([
    1,
    {
      ...good,
      pass: 41,
      'orders/relationship': 'fail',
      'orders/lines': 'fail',
      'orders.order_no/unique': 'fail',
      'orders.customer_id/relationship': 'fail',
      'orders.amount/multipleOf': 'fail',
      'orders.state/states': 'fail',
      'orders.tags/arrayItems': 'fail',
      'orders.address.zip/pattern': 'fail',
    },
  ]);
  expect(run?.quarantine?.rows).toBe(8);
});
