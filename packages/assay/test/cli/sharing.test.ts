import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { pulledSchema, pushedSchema } from '../../src/domain/remote-reports.ts';
import { auditVerifiedSchema, checkedOutSchema, verifiedSchema } from '../../src/domain/version-reports.ts';
import { type Parser, printedAs, runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
beforeEach(() => {
  for (const who of ['ana', 'bob']) {
    folder.write(`${who}/assay.yaml`, `version: 1\nremote: \${env:SHARE}\n`);
    folder.write(`${who}/in/a`, who);
  }
});

const as = (who: string, line: string, env: Readonly<Record<string, string>> = { SHARE: '../share' }) =>
  runAs(folder.at(who), who, line, env);
const json = async <T>(schema: Parser<T>, who: string, line: string, code = 0) =>
  printedAs(schema, await as(who, `${line} --json`), code);

test('versions go by the remote to another project, with their stage, and are pinned there', async () => {
  await as('ana', 'add in --as data');
  await as('ana', 'promote data@v1 candidate');
  expect((await json(pushedSchema, 'ana', 'push --begin')).names).toMatchObject([
    { versions: [1], others: 1 },
  ]);
  expect((await as('ana', 'push')).stdout).toContain('Up to date');
  await as('bob', 'add in --as data');
  await as('bob', 'promote data@v1 candidate');
  const refused = await as('bob', 'push data');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('remote-ahead');
  expect(refused.stderr).toContain('assay pull data takes them over; then push again');
  const pulled = await as('bob', 'pull');
  expect(pulled.code).toBe(0);
  expect(pulled.stdout).toContain('↓ data@v1');
  expect(pulled.stdout).toContain('! data@v1 was not pushed, and is v2 now: the remote has another v1');
  expect(pulled.stdout).toContain(
    '! data@candidate → v2 by bob is taken back: the remote moved the stage first',
  );
  expect((await json(pulledSchema, 'bob', 'pull data')).names).toEqual([]);
  expect(await json(checkedOutSchema, 'bob', 'checkout data@candidate --lock --to out')).toMatchObject({
    version: { number: 1 },
  });
  expect(readFileSync(folder.at('bob/out/a'), 'utf8')).toBe('ana');
  expect(readFileSync(folder.at('bob/assay.lock'), 'utf8')).toContain('version: 1\n');
  await as('bob', 'checkout data --locked --to again');
  expect(readFileSync(folder.at('bob/again/a'), 'utf8')).toBe('ana');
  expect((await json(auditVerifiedSchema, 'bob', 'audit verify')).anchoredAt).toBeGreaterThan(1);
  expect(await json(verifiedSchema, 'bob', 'verify --deep --repair')).toMatchObject({
    damage: [],
    repaired: 0,
  });
});

test.each([
  ['push', 'there is no folder'],
  ['pull', 'there is no folder'],
  ['push nothing', 'there is no folder'],
  ['verify --repair', 'there is no folder'],
  ['checkout data --locked', 'assay.lock pins no data'],
  ['pull --locked', 'nothing is pinned in assay.lock'],
  ['checkout data --lock --locked', 'contradict each other'],
])('assay %s is told what is wrong', async (line, words) => {
  await as('ana', 'add in --as data');
  const run = await as('ana', line);
  expect(run.stderr).toContain(words);
  expect(run.code).toBe(2);
});

test('a remote that is not named, not set, or a URL is told as such', async () => {
  await as('ana', 'add in --as data');
  expect((await as('ana', 'push', { SHARE: '' })).stderr).toContain('SHARE is empty');
  expect((await as('ana', 'push', { SHARE: 's3://bucket/x' })).stderr).toContain('by folders only');
  folder.write('ana/assay.yaml', 'version: 1\n');
  const run = await as('ana', 'push');
  expect(run.stderr).toContain('assay.yaml names no remote');
  expect(run.code).toBe(2);
});
