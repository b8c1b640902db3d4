import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { type Run, runSchema, runsSchema } from '../../src/domain/run.ts';
import { readRows } from '../support/read-rows.ts';
import { type CliOptions, type CliResult, runCli } from '../support/run-cli.ts';

const schema = `e2e_${randomBytes(4).toString('hex')}`;
const hostileSchema = `${schema}"; DROP TABLE x --`;
const password = 'hu#sh/47%11';
const admin = new pg.Client({ connectionString: inject('postgresUrl') });
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The server's URL for a user of ours, whose password nothing may show. */
const urlOf = (user: string, secret: string = password): string => {
  const url = new URL(inject('postgresUrl'));
  url.username = user;
  url.password = encodeURIComponent(secret);
  return url.href;
};
const url = urlOf(schema);

let cwd = '';
const shows = (text: string): boolean =>
  text.includes(password) || text.includes(encodeURIComponent(password));

const assay = async (args: readonly string[], options: Omit<CliOptions, 'cwd'> = {}): Promise<CliResult> => {
  const result = await runCli(args, { cwd, ...options });
  expect([shows(result.stdout), shows(result.stderr)]).toEqual([false, false]);
  expect(result.stderr).not.toContain('bug in Assay');
  return result;
};
const runOf = ({ stdout }: CliResult): Run => runSchema.parse(JSON.parse(stdout));
const statuses = (run: Run): Readonly<Record<string, string>> =>
  Object.fromEntries(run.verdicts.map(({ rule, status }) => [rule, status]));
const messageOf = (run: Run, rule: string): string | undefined =>
  run.verdicts.find((verdict) => verdict.rule === rule)?.message;

const contract = `apiVersion: v3.1.0
kind: DataContract
id: shop
version: 1.0.0
status: active
schema:
  - name: customers
    properties: [{name: id, logicalType: integer, primaryKey: true}, {name: name, logicalType: string}]
  - name: orders
    quality:
      - {id: paid, type: sql, query: "SELECT sum(amount) > 0 FROM {object}", mustBe: true}
    properties:
      - {name: id, logicalType: integer, required: true}
      - {name: customer, logicalType: integer, relationships: [{to: customers.id}],
         quality: [{type: custom, engine: assay, implementation: {check: orphans, dataset: customers, references: id}}]}
      - {name: amount, logicalType: number, physicalType: "numeric(10,2)", logicalTypeOptions: {minimum: 0}}
      - {name: day, logicalType: date}
`;

const project = `version: 1
connections:
  plant: {type: postgres, url: "\${env:PLANT_URL}"}
datasets:
  customers: {connection: plant, table: ${schema}.customers, contract: shop.odcs.yaml}
  orders: {connection: plant, table: ${schema}.orders, contract: shop.odcs.yaml, where: "day = date '\${var:day}'"}
targets:
  other: {connections: {plant: {type: postgres, url: "\${env:OTHER_URL}"}}}
`;

beforeAll(async () => {
  await admin.connect();
  await admin.query(`
    CREATE ROLE ${schema} LOGIN PASSWORD '${password}';
    CREATE ROLE ${schema}_poor LOGIN PASSWORD '${password}';
    ALTER ROLE ${schema} SET standard_conforming_strings = off;
    CREATE SCHEMA ${schema} AUTHORIZATION ${schema};
    GRANT USAGE ON SCHEMA ${schema} TO ${schema}_poor;
    CREATE TABLE ${schema}.customers (id bigint, name text);
    INSERT INTO ${schema}.customers VALUES (1, 'ana'), (2, 'bob');
    CREATE TABLE ${schema}.orders (id bigint, customer bigint, amount numeric(10,2), day date);
    INSERT INTO ${schema}.orders VALUES (1, 1, 5, '2026-05-01'), (2, 3, -7, '2026-05-02'), (3, NULL, 9, '2026-05-02');
    CREATE TABLE ${schema}.sequels (id bigint);
    CREATE FUNCTION ${schema}.writes() RETURNS int LANGUAGE plpgsql AS
      'BEGIN INSERT INTO ${schema}.sequels VALUES (1); RETURN 1; END';
    GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ${schema} TO ${schema};
  `);
});
afterAll(async () => {
  await admin.query(`
    DROP SCHEMA ${schema} CASCADE; DROP SCHEMA IF EXISTS ${quoted(hostileSchema)} CASCADE;
    DROP OWNED BY ${schema}_poor; DROP ROLE ${schema}_poor; DROP OWNED BY ${schema}; DROP ROLE ${schema}`);
  await admin.end();
});

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-e2e-'));
  writeFileSync(join(cwd, 'shop.odcs.yaml'), contract);
});

/** Whatever a test left behind: files as they are, and the runs that the catalog keeps packed. */
const everythingKept = async (): Promise<string> => {
  const files = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
  if (!existsSync(join(cwd, '.assay', 'catalog.db'))) return texts.join('\n');
  const catalog = await openCatalog(cwd);
  try {
    for (const { id } of await catalog.runs.list()) texts.push(JSON.stringify(await catalog.runs.get(id)));
    return texts.join('\n');
  } finally {
    await catalog.close();
  }
};
afterEach(async () => {
  expect(shows(await everythingKept())).toBe(false);
  rmSync(cwd, { recursive: true, force: true });
});

const orders = `${url}#${schema}.orders`;
const check = (...args: readonly string[]) => assay(['check', ...args, '--json']);

describe('a table by its URL', () => {
  test('is admitted, or blocked with its rows in quarantine, a view of the rest, and a release', async () => {
    expect(
      await assay(['check', `${url}#${schema}.customers`, '-c', 'shop.odcs.yaml#customers']),
    ).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('ADMIT  customers  2 rows'),
    });
    const alone = runOf(await check(orders, '-c', 'shop.odcs.yaml#orders'));
    expect(messageOf(alone, 'orders.customer/orphans')).toContain('customers');
    expect(statuses(alone)['orders.customer/orphans']).toBe('unknown');
    const blocked = await check(`${url}#${schema}.customers`, orders, '-c', 'shop.odcs.yaml');
    const [, run] = runsSchema.parse(JSON.parse(blocked.stdout)).runs;
    if (run === undefined) throw new Error('no second run');
    expect([blocked.code, run.decision, run.engine.id]).toEqual([1, 'block', 'postgres']);
    expect(run.subject.source).toMatch(new RegExp(`^postgres://${schema}@.+#${schema}\\.orders$`));
    expect(statuses(run)).toMatchObject({
      'orders/paid': 'pass',
      'orders.amount/type': 'pass',
      'orders.amount/range': 'fail',
      'orders.customer/relationship': 'fail',
      'orders.customer/orphans': 'fail',
    });
    expect(await readRows(join(cwd, run.quarantine?.file ?? ''))).toMatchObject([
      {
        id: 2,
        customer: 3,
        amount: { type: 'decimal', value: '-7.00' },
        assay_rules: expect.stringContaining('orders.amount/range'),
      },
    ]);
    const view = readFileSync(join(cwd, run.quarantine?.view ?? ''), 'utf8');
    await admin.query(`BEGIN; SET LOCAL search_path = ${schema}; ${view}`);
    const { rows } = await admin.query('SELECT id FROM orders_admitted ORDER BY id');
    await admin.query('ROLLBACK');
    expect(rows).toEqual([{ id: '1' }, { id: '3' }]);

    const release = ['quarantine', 'release', run.id, '--owner', 'ana', '--reason', 'right after all'];
    expect((await assay([...release, '--to', 'back.csv'])).code).toBe(0);
    expect(await readRows(join(cwd, 'back.csv'))).toMatchObject([{ id: 2, amount: -7 }]);
    expect((await assay(release)).code).toBe(2);
    expect((await assay(['history', 'orders'])).stdout).toContain(run.id);
  });

  test('may have a name that leaves no room for that of its view', async () => {
    const long = 'n'.repeat(60);
    await admin.query(
      `CREATE TABLE ${schema}.${long} AS SELECT * FROM ${schema}.orders; GRANT SELECT ON ${schema}.${long} TO ${schema}`,
    );
    const blocked = await check(
      `${url}#${schema}.${long}`,
      '-c',
      'shop.odcs.yaml#orders',
      '--select',
      '*/range',
    );
    const { quarantine } = runOf(blocked);
    expect([blocked.code, quarantine?.rows]).toEqual([1, 1]);
    expect(readFileSync(join(cwd, quarantine?.view ?? ''), 'utf8')).toMatch(/^CREATE VIEW "admitted" AS/);
  });

  test('is planned, measured, drafted and looked at', async () => {
    expect((await assay(['plan', orders, '-c', 'shop.odcs.yaml#orders'])).stdout).toContain('on postgres');
    const profile = JSON.parse((await assay(['profile', orders, '--json'])).stdout);
    expect(profile).toMatchObject({ schema: 'assay.profile/v1', rows: 3 });
    const env = { PLANT_URL: url };
    const drafted = await assay(['init', `${url}#${schema}.customers`], { env });
    expect([drafted.code, drafted.stdout.includes('customers.odcs.yaml')]).toEqual([0, true]);
    expect(readFileSync(join(cwd, 'assay.yaml'), 'utf8')).toContain('${env:');
    expect((await assay(['check'], { env })).code).toBe(0);
    expect((await assay(['doctor', 'customers'], { env })).stdout).toContain('PostgreSQL table');
  });
});

describe('a project with a connection', () => {
  beforeEach(() => writeFileSync(join(cwd, 'assay.yaml'), project));

  test('fills variables, keeps to its scope, and takes another target', async () => {
    const env = { PLANT_URL: url };
    const scoped = await assay(['check', 'orders', '--var', 'day=2026-05-01', '--json'], { env });
    expect([scoped.code, runOf(scoped).subject]).toMatchObject([
      0,
      { rows: 1, scope: { where: "day = date '2026-05-01'" } },
    ]);
    const both = await assay(['check', '--var', 'day=2026-05-02'], { env });
    expect([both.code, both.stdout.includes('2 datasets: 1 admit, 1 block')]).toEqual([1, true]);
    const narrowed = await assay(
      ['check', 'orders', '--var', 'day=2026-05-02', '--where', 'id = 3', '--json'],
      { env },
    );
    expect([narrowed.code, runOf(narrowed).subject.rows]).toEqual([0, 1]);
    const target = ['check', 'customers', '--target', 'other'];
    expect((await assay(target, { env: { OTHER_URL: url } })).code).toBe(0);
    expect(await assay(target, { env })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('OTHER_URL is not set'),
    });
    expect((await assay(['check', '--target', 'othr'], { env })).stderr).toContain('did you mean other?');
    expect((await assay(['check', 'orders'], { env })).stderr).toContain('--var day=');
  });
});

describe('references between engines', () => {
  const alike = ['customer_addresses_2023', 'customer_addresses_2024'] as const;

  beforeEach(() => {
    mkdirSync(join(cwd, 'data'));
    writeFileSync(join(cwd, 'data', 'visits.csv'), 'a,b\n1,7\n2,8\n');
    writeFileSync(join(cwd, 'data', 'people.csv'), 'id\n1\n3\n');
    writeFileSync(
      join(cwd, 'mixed.odcs.yaml'),
      `${contract.slice(0, contract.indexOf('schema:'))}schema:
${[...alike, 'people'].map((name) => `  - {name: ${name}, properties: [{name: id, logicalType: integer}]}\n`).join('')}
  - name: visits
    properties:
      - {name: a, logicalType: integer, relationships: [{to: ${alike[0]}.id}]}
      - {name: b, logicalType: integer, relationships: [{to: ${alike[1]}.id}],
         quality: [{type: custom, engine: assay, implementation: {check: orphans, dataset: gone, references: id}}]}
  - name: orders
    properties: [{name: customer, logicalType: integer, relationships: [{to: people.id}]}]
`,
    );
    writeFileSync(
      join(cwd, 'assay.yaml'),
      `version: 1
connections: {plant: {type: postgres, url: "\${env:PLANT_URL}"}}
datasets:
${[...alike, 'gone'].map((name) => `  ${name}: {connection: plant, table: ${schema}.${name}}\n`).join('')}
  people: {path: data/people.csv}
  visits: {path: data/visits.csv, contract: mixed.odcs.yaml}
  orders: {connection: plant, table: ${schema}.orders, contract: mixed.odcs.yaml}
`,
    );
  });

  test('a file finds its tables, however alike their names, and says which are out of reach', async () => {
    await admin.query(`
      CREATE TABLE ${schema}.${alike[0]} AS SELECT unnest(ARRAY[1, 2]) AS id;
      CREATE TABLE ${schema}.${alike[1]} AS SELECT unnest(ARRAY[7, 8]) AS id;
      GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${schema}`);
    const run = runOf(await assay(['check', 'visits', '--json'], { env: { PLANT_URL: url } }));
    expect(statuses(run)).toMatchObject({
      'visits.a/relationship': 'pass',
      'visits.b/relationship': 'pass',
      'visits.b/orphans': 'unknown',
    });
    expect(messageOf(run, 'visits.b/orphans')).toContain(`no table ${schema}.gone`);
    const unset = runOf(await assay(['check', 'visits', '--json']));
    expect([unset.decision, messageOf(unset, 'visits.a/relationship')]).toEqual([
      'block',
      expect.stringContaining('PLANT_URL is not set'),
    ]);
  });

  test('a table cannot look into a file: unknown, with what to do', async () => {
    const run = runOf(await assay(['check', 'orders', '--json'], { env: { PLANT_URL: url } }));
    expect([run.decision, statuses(run)['orders.customer/relationship']]).toEqual(['block', 'unknown']);
    expect(messageOf(run, 'orders.customer/relationship')).toMatch(
      /people is read by duckdb.*keep both datasets in one engine/,
    );
  });
});

describe('SQL rules', () => {
  const rules = (queries: Readonly<Record<string, string>>): string =>
    contract.replace(
      /quality:\n.*\n {4}properties/,
      `quality:\n${Object.entries(queries)
        .map(([id, query]) => `      - ${JSON.stringify({ id, type: 'sql', query, mustBe: 1 })}\n`)
        .join('')}    properties`,
    );

  test('only read, also for a superuser: what else they try is unknown, and changes nothing', async () => {
    const tries = {
      writes: `SELECT ${schema}.writes()`,
      file: "SELECT length(pg_read_file('PG_VERSION'))",
      hidden: `SELECT '\\\\', set_config('role', 'none', false), ''`,
      text: "SELECT ndoc FROM ts_stat('SELECT array_to_tsvector(array[set_' || 'config(''role'', ''none'', false)])')",
      two: 'SELECT 1, 2',
      none: 'SELECT 1 WHERE false',
    };
    writeFileSync(join(cwd, 'shop.odcs.yaml'), rules({ one: 'SELECT 1', ...tries }));
    for (const from of [url, inject('postgresUrl')]) {
      const run = runOf(await check(`${from}#${schema}.orders`, '-c', 'shop.odcs.yaml#orders'));
      const found = statuses(run);
      expect(found['orders/one']).toBe('pass');
      expect(Object.keys(tries).filter((id) => found[`orders/${id}`] === 'pass')).toEqual([]);
      expect(found['orders/none']).toBe('fail');
      expect(messageOf(run, 'orders/writes')).toContain('read-only');
    }
    expect((await admin.query(`SELECT * FROM ${schema}.sequels`)).rows).toEqual([]);
  });

  test.each([
    ['a CTE that writes', 'WITH gone AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM gone'],
    ['two statements', 'SELECT 1; DROP TABLE orders'],
    ['a placeholder nobody knows', 'SELECT count(*) FROM {tabel}'],
  ])('%s is refused with its line before any query', async (_what, query) => {
    writeFileSync(join(cwd, 'shop.odcs.yaml'), rules({ bad: query }));
    expect(await assay(['check', orders, '-c', 'shop.odcs.yaml#orders'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('shop.odcs.yaml:11'),
    });
  });

  test('an interrupted one is gone from the server', async () => {
    writeFileSync(join(cwd, 'shop.odcs.yaml'), rules({ sleeps: 'SELECT count(*) FROM pg_sleep(600)' }));
    const ended = await assay(['check', orders, '-c', 'shop.odcs.yaml#orders', '--json'], {
      interruptWhen: /measuring orders/,
    });
    expect([ended.code, ended.stdout]).toEqual([130, '']);
    const { rows } = await admin.query(
      `SELECT query FROM pg_stat_activity WHERE usename = '${schema}' AND state <> 'idle'`,
    );
    expect(rows).toEqual([]);
    expect(existsSync(join(cwd, '.assay', 'quarantine'))).toBe(false);
  });
});

describe('what cannot be reached', () => {
  const [elsewhere, nodb] = [new URL(url), new URL(url)];
  elsewhere.port = '1';
  nodb.pathname = '/nodb';

  test.each([
    ['a server that is not there', `${elsewhere.href}#${schema}.orders`, 'connection-failed', /ECONNREFUSED/],
    [
      'a database that is not there',
      `${nodb.href}#${schema}.orders`,
      'connection-failed',
      /"nodb" does not exist/,
    ],
    [
      'a table that is not there',
      `${url}#${schema}.order`,
      'source-not-found',
      new RegExp(`did you mean ${schema}.orders\\?`),
    ],
    [
      'a table that may not be read',
      `${urlOf(`${schema}_poor`)}#${schema}.orders`,
      'source-unreadable',
      /GRANT SELECT/,
    ],
  ])('%s is a problem, and the JSON is printed', async (_what, source, code, says) => {
    const { code: exit, stdout } = await check(source, '-c', 'shop.odcs.yaml#orders');
    const run = runSchema.parse(JSON.parse(stdout));
    expect([exit, run.decision, run.problems.map((one) => one.code)]).toEqual([2, null, [code]]);
    expect(run.problems.map(({ message, hint }) => `${message} ${hint}`).join()).toMatch(says);
  });

  test.each([
    ['a % that is no escape', 'postgres://someone:hush%zz@127.0.0.1/db#public.orders'],
    ['a # in the password', 'postgres://someone:hush#hush@127.0.0.1/db#public.orders'],
  ])('a URL with %s is not taken apart', async (_what, source) => {
    const { code, stdout, stderr } = await check(source, '-c', 'shop.odcs.yaml#orders');
    expect(code).toBe(2);
    expect(stdout).toContain('%23');
    expect(stdout + stderr).not.toContain('hush');
  });
});

test('names and values of any kind are data', async () => {
  const table = `t.a'\\"{object} $1`;
  const columns = ['c"\'; --', '日本 😀', 'a\nb', 'select', '{property}', '$1', '__proto__'];
  const path = `${quoted(hostileSchema)}.${quoted(table)}`;
  await admin.query(`
    CREATE SCHEMA ${quoted(hostileSchema)};
    CREATE TABLE ${path} (${columns.map((name, index) => `${quoted(name)} ${index === 1 ? 'text' : 'int'}`).join(', ')});
    INSERT INTO ${path} VALUES (1, '\\', 1, 1, 1, 1, 1), (1, '''', -2, NULL, 2, 2, 2);
    GRANT USAGE ON SCHEMA ${quoted(hostileSchema)} TO ${schema}; GRANT SELECT ON ${path} TO ${schema}`);
  const property = (name: string, more: object = {}) => ({ name, logicalType: 'integer', ...more });
  const sql = (query: string) => ({ id: 'q', type: 'sql', query, mustBe: 2 });
  const [odd = '', text = '', lines = '', word = '', brace = '', dollar = '', proto = ''] = columns;
  const object = {
    name: table,
    quality: [sql("SELECT count(*) FROM {object} WHERE '{object}' = '{object}'")],
    properties: [
      property(odd, { unique: true }),
      {
        ...property(text, { logicalType: 'string', logicalTypeOptions: { pattern: "^[\\\\']$" } }),
        quality: [{ metric: 'invalidValues', arguments: { validValues: ['\\', "x'y\\"] }, mustBe: 0 }],
      },
      property(lines, { logicalTypeOptions: { minimum: 0 } }),
      property(word, { required: true }),
      property(brace, { quality: [sql('SELECT count({property}) FROM {object}')] }),
      property(dollar),
      property(proto, { required: true }),
    ],
  };
  const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'h', version: '1.0.0', status: 'active' };
  writeFileSync(join(cwd, 'h.odcs.yaml'), JSON.stringify({ ...head, schema: [object] }));
  const source = `${url}#${path}`;
  const run = runOf(await check(source, '-c', 'h.odcs.yaml'));
  const failed = run.verdicts
    .filter(({ status }) => status !== 'pass')
    .map(({ rule, status }) => `${status} ${rule}`);
  expect(failed.sort()).toEqual(
    [
      `fail ${table}.${odd}/unique`,
      `fail ${table}.${text}/invalidValues`,
      `fail ${table}.${lines}/range`,
      `fail ${table}.${word}/required`,
    ].sort(),
  );
  expect(run.quarantine?.rows).toBe(2);
  const where = `${quoted(odd)} = 1 and ${quoted(text)} = '\\'`;
  expect(runOf(await check(source, '-c', 'h.odcs.yaml', '--where', where)).subject.rows).toBe(1);
  const told = await assay(['check', source, '-c', 'h.odcs.yaml']);
  expect(told.stdout.split('\n')).toContainEqual(expect.stringMatching(/^✗ range .*a\\nb /));
  expect((await assay(['init', source], { env: { PLANT_URL: url } })).code).toBe(0);
  expect((await assay(['check'], { env: { PLANT_URL: url } })).code).toBe(0);
  expect((await admin.query(`SELECT count(*) AS n FROM ${path}`)).rows).toEqual([{ n: '2' }]);
});
