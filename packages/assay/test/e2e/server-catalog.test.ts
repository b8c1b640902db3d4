import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import { historySchema } from '../../src/domain/history.ts';
import { runSchema } from '../../src/domain/run.ts';
import { newSchema, onServer, urlOf } from '../catalog/places.ts';
import { smallContract } from '../support/contract-text.ts';
import { runCli } from '../support/run-cli.ts';

let cwd = '';
let schema = '';
const assay = (line: string, env: Readonly<Record<string, string>> = { CATALOG_URL: urlOf(schema) }) =>
  runCli(line.split(' '), { cwd, env });

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-server-'));
  schema = newSchema();
  writeFileSync(join(cwd, 'small.odcs.yaml'), smallContract);
  writeFileSync(join(cwd, 'small.csv'), 'id,temp\n1,20.5\n2,99\n');
  writeFileSync(
    join(cwd, 'assay.yaml'),
    'version: 1\ncatalog: "${env:CATALOG_URL}"\ndatasets:\n  small: {path: small.csv, contract: small.odcs.yaml}\nhistory: {keep: 2}\n',
  );
});
afterEach(async () => {
  await onServer(schema, `DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  rmSync(cwd, { recursive: true, force: true });
});

const runsOf = async (): Promise<readonly string[]> =>
  historySchema.parse(JSON.parse((await assay('history small --json')).stdout)).runs.map(({ id }) => id);

test('runs are kept on the server, by every command, and pruned after each check', async () => {
  for (let round = 0; round < 3; round += 1) expect((await assay('check')).code).toBe(1);
  const ids = await runsOf();
  expect(ids).toHaveLength(2);
  expect((await assay('report --json')).stdout).toContain(ids[0]);
  expect((await assay('explain small.temp/range')).stdout).toContain('99');
  const waived = await assay('waive small.temp/range --until 2099-01-01 --owner ana --reason known');
  expect(waived.code).toBe(0);
  expect((await assay('history --prune --keep 1')).stdout).toContain('Removed 1 run');
  expect(await runsOf()).toEqual([ids[0]]);
  expect(existsSync(join(cwd, '.assay', '.gitignore'))).toBe(true);
});

test('a check keeps its decision where the server is away, and says so without the password', async () => {
  const away = { CATALOG_URL: 'postgres://ana:geheim77@127.0.0.1:1/plant' };
  const { stdout, stderr, code } = await assay('check', away);
  expect(code).toBe(1);
  expect(`${stdout}${stderr}`).toContain(
    'the run was not stored: the catalog at postgres://ana@127.0.0.1:1/plant',
  );
  const listed = await assay('history small', away);
  expect(listed).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be reached') });
  expect(`${stdout}${stderr}${listed.stderr}`).not.toContain('geheim77');
});

test('where the server is away only the rules that look back are not judged', async () => {
  const looking =
    '    quality:\n      - {type: custom, engine: assay, implementation: {check: rowCountHistory, within: 20}}\n      - {type: custom, engine: assay, name: volume, implementation: {check: anomaly, of: rowCount, falseAlarms: 1/100}}\n';
  const contract = smallContract.replace('    properties:', `${looking}    properties:`);
  writeFileSync(join(cwd, 'small.odcs.yaml'), contract);
  const away = { CATALOG_URL: 'postgres://ana:geheim77@127.0.0.1:1/plant' };
  const { stdout, stderr, code } = await assay('check --json --quiet', away);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const { verdicts } = runSchema.parse(JSON.parse(stdout));
  const unknown = verdicts.filter(({ status }) => status === 'unknown');
  expect(unknown.map(({ check }) => check)).toEqual(['rowCountHistory', 'anomaly']);
  for (const { message } of unknown)
    expect(message).toMatch(/^earlier runs are out of reach: the catalog at .* cannot be reached/);
  expect(verdicts.find(({ rule }) => rule === 'small.temp/range')?.status).toBe('fail');
  expect((await assay('plan', away)).stdout).toContain('unknown: earlier runs are out of reach');
  expect(stdout).not.toContain('geheim77');
});

test('a URL that is not set, or is none, is told at its line', async () => {
  for (const [url, words] of [
    ['', 'CATALOG_URL is empty'],
    ['mysql://ana:geheim77@host/plant', 'no URL of a PostgreSQL database'],
    ['postgres://ana:geheim77@host/plant?schema=a-b', 'schema "a-b" is no name'],
  ] as const) {
    const { stderr, code } = await assay('history small', { CATALOG_URL: url });
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toContain('assay.yaml:2');
    expect(stderr).not.toContain('geheim77');
  }
});

test('doctor says whether the server answers, and with what', async () => {
  expect((await assay('doctor')).stdout).toMatch(/✓ catalog +postgres:.*runs of 0 names/);
  const away = await assay('doctor', { CATALOG_URL: 'postgres://ana:geheim77@127.0.0.1:1/plant' });
  expect(away.code).toBe(2);
  expect(away.stdout).toMatch(
    /✗ catalog +the catalog at postgres:\/\/ana@127.0.0.1:1\/plant cannot be reached/,
  );
});

test('Git sees no quarantined row, also where no state is kept beside it', async () => {
  await assay('check --exact');
  expect(readdirSync(join(cwd, '.assay'))).toEqual(['.gitignore', 'quarantine']);
});

test('nothing of a run stays in the folder', async () => {
  await assay('check');
  const [id = ''] = await runsOf();
  const files = readdirSync(join(cwd, '.assay'), { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile() && !one.parentPath.includes('quarantine')))
    expect(readFileSync(join(file.parentPath, file.name)).includes(id), file.name).toBe(false);
  expect(catalogFile(cwd)).toContain('.assay');
});
