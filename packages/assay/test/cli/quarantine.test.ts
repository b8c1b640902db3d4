import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { type Run, runSchema } from '../../src/domain/run.ts';
import { contractText } from '../support/contract-text.ts';
import { readRows } from '../support/read-rows.ts';
import { runCli } from '../support/run-cli.ts';

const contract = (owner: string): string =>
  contractText(
    'small',
    '{name: id, logicalType: integer}',
    '{name: temp, logicalType: number, logicalTypeOptions: {maximum: 31}}',
    `{name: owner, logicalType: string, required: true${owner}}`,
  );

let cwd = '';
const assay = (...args: readonly string[]) => runCli(args, { cwd });
const checked = async (): Promise<Run> =>
  runSchema.parse(JSON.parse((await assay('check', 'small.csv', '-c', 'small.odcs.yaml', '--json')).stdout));
const release = (run: string, ...more: readonly string[]) =>
  assay('quarantine', 'release', run, '--owner', 'ana', '--reason', 'right after all', ...more);

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-release-'));
  writeFileSync(join(cwd, 'small.odcs.yaml'), contract(''));
  writeFileSync(join(cwd, 'small.csv'), 'id,temp,owner\n1,20,ana\n2,99,bob\n3,99,\n4,5,\n');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const idsIn = async (file: string): Promise<readonly unknown[]> =>
  (await readRows(join(cwd, file))).map(({ id }) => id);

test('lists what is held back, with its rules', async () => {
  expect(await assay('quarantine', 'list')).toMatchObject({ code: 0, stdout: 'Nothing is in quarantine.\n' });
  const { id } = await checked();
  const { stdout } = await assay('quarantine', 'list');
  expect(stdout).toMatch(
    new RegExp(
      `^${id} .* small {2}3 rows\n {2}small.temp/range {2}2 rows\n {2}small.owner/required {2}2 rows\n$`,
    ),
  );
  const json = JSON.parse((await assay('quarantine', 'list', '--json')).stdout);
  expect(json).toMatchObject({
    schema: 'assay.quarantines/v1',
    quarantined: [{ run: id, rows: 3 }],
    problems: [],
  });
});

test('a manifest that cannot be read is said, and hides no other', async () => {
  const [first, second] = [await checked(), await checked()];
  writeFileSync(join(cwd, '.assay/quarantine', first.id, 'manifest.json'), '{');
  const { code, stdout, stderr } = await assay('quarantine', 'list');
  expect([code, stdout.includes(second.id), stderr.includes(first.id)]).toEqual([2, true, true]);
});

describe('release', () => {
  test('puts every row back as the source had it, and records who and why', async () => {
    const { id } = await checked();
    const { code, stdout } = await release(id.slice(0, -1), '--to', 'back.parquet');
    expect([code, stdout]).toEqual([0, `Released 3 rows of small: ${join(cwd, 'back.parquet')}\n`]);
    expect(await readRows(join(cwd, 'back.parquet'))).toEqual([
      { id: 2, temp: 99, owner: 'bob' },
      { id: 3, temp: 99, owner: null },
      { id: 4, temp: 5, owner: null },
    ]);
    const catalog = await openCatalog(cwd);
    expect(await catalog.audit.list({ subject: id })).toMatchObject([
      { action: 'quarantine.release', owner: 'ana', reason: 'right after all', detail: { rows: 3 } },
    ]);
    await catalog.close();
    expect((await assay('quarantine', 'list')).stdout).toContain('released 3 rows');
  });

  test('never twice, even where the manifest lost its record', async () => {
    const { id } = await checked();
    const manifest = join(cwd, '.assay/quarantine', id, 'manifest.json');
    const before = readFileSync(manifest, 'utf8');
    expect((await release(id)).code).toBe(0);
    writeFileSync(manifest, before);
    expect(await release(id, '--to', 'again.parquet')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('these rows were released already, by ana'),
    });
    expect(existsSync(join(cwd, 'again.parquet'))).toBe(false);
  });

  test('of one rule takes the rows that fail no other, and the rest once that is accepted too', async () => {
    const { id } = await checked();
    const first = await release(id, '--rule', 'small.temp/range', '--to', 'first.parquet');
    expect(first.stdout).toContain('Released 1 row of small');
    expect(first.stdout).toContain('2 that fail other rules stay');
    expect(await idsIn('first.parquet')).toEqual([2]);
    expect((await release(id, '--to', 'second.parquet')).code).toBe(0);
    expect(await idsIn('second.parquet')).toEqual([3, 4]);
  });

  test('of a rule whose rows all fail another one is refused', async () => {
    writeFileSync(join(cwd, 'small.csv'), 'id,temp,owner\n3,99,\n4,5,\n');
    const { id } = await checked();
    expect(await release(id, '--rule', 'small.temp/range')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('fails another rule too'),
    });
  });

  test.each([
    ['an unknown run', ['nothing'], 'assay quarantine list'],
    ['an unknown rule', ['', '--rule', 'small.temp/rnage'], 'did you mean small.temp/range?'],
    ['a file that is there', ['', '--to', 'small.csv'], 'is there already'],
  ])('of %s is refused', async (_what, [run = '', ...more], says) => {
    const { id } = await checked();
    expect(await release(run || id, ...more)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(says),
    });
  });

  test('needs an owner and a reason', async () => {
    expect(await assay('quarantine', 'release', 'r1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--owner'),
    });
  });

  test('a failed release leaves nothing behind', async () => {
    const { id } = await checked();
    rmSync(join(cwd, '.assay/quarantine', id, 'failed.parquet'));
    expect((await release(id, '--to', 'back.parquet')).code).toBe(2);
    expect(readdirSync(cwd).filter((name) => name.includes('parquet'))).toEqual([]);
    const catalog = await openCatalog(cwd);
    expect(await catalog.audit.list()).toEqual([]);
    await catalog.close();
  });
});

describe('release of hidden values', () => {
  beforeEach(() => writeFileSync(join(cwd, 'small.odcs.yaml'), contract(', classification: secret')));

  test('reads the source again while it is the same', async () => {
    const { id } = await checked();
    expect((await release(id, '--rule', 'small.temp/range', '--to', 'first.parquet')).code).toBe(0);
    expect(await readRows(join(cwd, 'first.parquet'))).toEqual([{ id: 2, temp: 99, owner: 'bob' }]);
    expect((await release(id, '--to', 'second.parquet')).code).toBe(0);
    expect(await idsIn('second.parquet')).toEqual([3, 4]);
  });

  test('is refused once the source has changed', async () => {
    const { id } = await checked();
    writeFileSync(join(cwd, 'small.csv'), 'id,temp,owner\n1,20,ana\n2,99,bo\n');
    expect(await release(id, '--to', 'back.parquet')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the source has changed since'),
    });
    expect(existsSync(join(cwd, 'back.parquet'))).toBe(false);
  });
});
