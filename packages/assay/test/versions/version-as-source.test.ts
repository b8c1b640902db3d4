import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { profileSchema } from '../../src/domain/profile.ts';
import { runSchema } from '../../src/domain/run.ts';
import { versionLogSchema } from '../../src/domain/version-reports.ts';
import { smallContract } from '../support/contract-text.ts';
import { runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
beforeEach(() => {
  folder.write('small.odcs.yaml', smallContract);
  folder.write(
    'assay.yaml',
    'version: 1\ndatasets:\n  small: {path: "in/*.csv", delimiter: ";", contract: small.odcs.yaml}\n',
  );
  mkdirSync(folder.at('in'));
  folder.write('in/a.csv', 'id;temp\n1;20.5\n2;21\n');
  folder.write('in/notes.txt', 'no rows');
});

const as = (actor: string, line: string) => runAs(folder.path, actor, line);
const run = async (actor: string, line: string, code = 0) => {
  const done = await as(actor, line);
  expect(done.code, done.stderr + done.stdout).toBe(code);
  return done.stdout;
};

test('a version is judged as its dataset is read, and keeps what the gate said', async () => {
  await run('ana', 'add --as small');
  folder.write('in/a.csv', 'id;temp\n1;99\n');
  const first = runSchema.parse(JSON.parse(await run('ana', 'check small@v1 --json')));
  expect(first).toMatchObject({
    decision: 'admit',
    subject: { name: 'small', version: 'v1', source: 'small@v1', rows: 2 },
  });
  folder.write('small.odcs.yaml', smallContract.replace('maximum: 31', 'maximum: 20'));
  const again = runSchema.parse(JSON.parse(await run('tom', 'check small@v1 --json', 1)));
  await run('tom', 'check small@v1 --where temp<21 --json', 1);
  const { versions } = versionLogSchema.parse(JSON.parse(await run('ana', 'log small --json')));
  expect(versions[0]?.gates.map(({ run, decision }) => [run, decision]).slice(0, 2)).toEqual([
    [again.id, 'block'],
    [first.id, 'admit'],
  ]);
  expect(versions[0]?.gates).toHaveLength(3);
  const profile = profileSchema.parse(JSON.parse(await run('ana', 'profile small@v1 --json')));
  expect(profile).toMatchObject({ name: 'small', source: 'small@v1', rows: 2 });
  expect(readdirSync(folder.at('.assay/views'))).toEqual([]);
});

test('who may read a version and not add to it learns the verdict, which is not kept', async () => {
  await run('ana', 'add --as small');
  await run('ana', 'grant eve reader --on small');
  const found = runSchema.parse(JSON.parse(await run('eve', 'check small@v1 --json')));
  expect(found.problems.map(({ code, message }) => [code, message])).toEqual([
    ['history-note', expect.stringContaining('was not kept with small@v1: eve may not add small')],
  ]);
  expect((await as('tom', 'check small@v1')).stderr).toContain('tom may not read small');
  expect((await as('ana', 'check small@v9')).stderr).toContain('small has no version small@v9');
});

test('links are no rows of a version, wherever they lead', async () => {
  folder.write('outside.csv', 'id;temp\n9;9\n');
  rmSync(folder.at('in'), { recursive: true });
  mkdirSync(folder.at('in'));
  symlinkSync('../outside.csv', folder.at('in/b.csv'));
  await as('ana', 'add in --as linked');
  const done = await as('ana', 'profile linked@v1');
  expect(done.stderr).toContain('linked@v1 holds no file, only links, such as b.csv');
  expect(done.code).toBe(2);
});
