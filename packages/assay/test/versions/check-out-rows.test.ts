import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { checkedOutSchema } from '../../src/domain/version-reports.ts';
import { contractText } from '../support/contract-text.ts';
import { runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const key = 'a key that is long enough';
const folder = folderPerTest();
beforeEach(async () => {
  folder.write(
    'readings.odcs.yaml',
    contractText(
      'readings',
      '{name: id, logicalType: integer, primaryKey: true}',
      '{name: owner, logicalType: string, classification: restricted}',
      '{name: badge, logicalType: integer, classification: restricted}',
      '{name: line, logicalType: integer}',
    ),
  );
  folder.write(
    'assay.yaml',
    'version: 1\ndatasets:\n  readings: {path: readings.csv, contract: readings.odcs.yaml}\n',
  );
  folder.write('readings.csv', 'id,owner,badge,line\n1,Mia,7,3\n2,,8,3\n3,Mia,7,4\n4,Tom,x,3\n');
  await run('ana', 'add --as readings');
});

const run = (actor: string, line: string, env: Readonly<Record<string, string>> = {}) =>
  runAs(folder.path, actor, line, env);
const read = (file: string): string => readFileSync(folder.at(file), 'utf8');
/** HMAC-SHA-256 as Node computes it. */
const pseudonym = (text: string): string =>
  `p_${createHmac('sha256', key).update(text).digest('hex').slice(0, 32)}`;

test('rows are chosen by a rule expression, and cells that do not cast keep their text', async () => {
  const done = await run('ana', 'checkout readings@v1 --to out.csv --where line=3 --json');
  expect(checkedOutSchema.parse(JSON.parse(done.stdout))).toMatchObject({
    to: 'out.csv',
    files: 1,
    rows: { count: 3, of: 4, where: 'line=3' },
  });
  expect(read('out.csv')).toBe('id,owner,badge,line\n1,Mia,7,3\n2,,8,3\n4,Tom,x,3\n');
  expect((await run('ana', 'checkout readings@v1 --to folder --where line=4')).stdout).toContain(
    '1 of 4 rows',
  );
  expect(existsSync(folder.at('folder/readings.parquet'))).toBe(true);
  const wrong = await run('ana', 'checkout readings@v1 --to wrong.csv --where lin=3');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('lin')]);
  expect(existsSync(folder.at('wrong.csv'))).toBe(false);
  for (const how of ['', ' --where line=3'])
    expect(await run('ana', `checkout readings@v1 --to readings.csv/below.csv${how}`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be written'),
    });
});

test('pseudonyms stand for confidential values: keyed, equal for equal values, NULL for NULL', async () => {
  const done = await run('ana', 'checkout readings@v1 --to out.csv --mask', { ASSAY_MASK_KEY: key });
  expect(done.stdout).toContain('pseudonyms in owner, badge');
  expect(read('out.csv')).toBe(
    [
      'id,owner,badge,line',
      `1,${pseudonym('Mia')},${pseudonym('7')},3`,
      `2,,${pseudonym('8')},3`,
      `3,${pseudonym('Mia')},${pseudonym('7')},4`,
      `4,${pseudonym('Tom')},${pseudonym('x')},3`,
      '',
    ].join('\n'),
  );
  for (const [env, words] of [
    [{}, 'there is no key to make pseudonyms with'],
    [{ ASSAY_MASK_KEY: 'short' }, 'fewer than 16 characters'],
  ] as const) {
    const refused = await run('ana', 'checkout readings@v1 --to no.csv --mask', env);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(words)]);
  }
  expect(existsSync(folder.at('no.csv'))).toBe(false);
});

test('once somebody was granted something, confidential values take a grant of their own', async () => {
  await run('ana', 'grant eve reader --on readings');
  const env = { ASSAY_MASK_KEY: key };
  for (const line of ['', ' --where line=3', " --mask --where owner='Mia'"]) {
    const refused = await run('eve', `checkout readings@v1 --to no.csv${line}`, env);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('eve may not read-confidential readings'),
    ]);
  }
  expect(existsSync(folder.at('no.csv'))).toBe(false);
  expect((await run('eve', 'checkout readings@v1 --to out.csv --mask --where line=3', env)).code).toBe(0);
  folder.write('lax.odcs.yaml', contractText('lax', '{name: owner, logicalType: string}'));
  for (const line of ['profile readings@v1', 'check readings@v1'])
    expect((await run('eve', `${line} -c lax.odcs.yaml`)).stderr).toContain('may not read-confidential');
  await run('ana', 'grant eve confidential --on readings');
  expect((await run('eve', 'checkout readings@v1 --to all.csv', env)).code).toBe(0);
  expect(read('all.csv')).toContain('Mia');
});

test('pseudonyms of one key join two versions, those of another do not, and no key is told anywhere', async () => {
  folder.write('readings.csv', 'id,owner,badge,line\n9,Mia,7,3\n');
  await run('ana', 'add --as readings');
  const masked = async (version: string, to: string, by: string) => {
    const done = await run('ana', `checkout readings@${version} --to ${to} --mask`, { ASSAY_MASK_KEY: by });
    return { said: done.stdout + done.stderr, rows: read(to).trim().split('\n').slice(1) };
  };
  const ownerIn = (rows: readonly string[]) => rows[0]?.split(',')[1];
  const [first, second] = [await masked('v1', 'first.csv', key), await masked('v2', 'second.csv', key)];
  expect(ownerIn(first.rows)).toBe(pseudonym('Mia'));
  expect(ownerIn(second.rows)).toBe(ownerIn(first.rows));
  const next = 'the key of next year, long too';
  const rotated = await masked('v2', 'rotated.csv', next);
  expect(ownerIn(rotated.rows)).toMatch(/^p_[0-9a-f]{32}$/);
  expect(ownerIn(rotated.rows)).not.toBe(ownerIn(first.rows));
  const failed = await run('ana', 'checkout readings@v1 --to no.csv --mask --where nothing=3', {
    ASSAY_MASK_KEY: key,
  });
  const said = [first, second, rotated].map((one) => one.said).join('') + failed.stdout + failed.stderr;
  expect(failed.code).toBe(2);
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'));
  for (const text of [said, ...files]) {
    expect(text).not.toContain(key);
    expect(text).not.toContain(next);
  }
});
