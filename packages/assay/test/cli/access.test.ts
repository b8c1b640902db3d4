import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import { promotedSchema } from '../../src/domain/stage-moves.ts';
import { auditVerifiedSchema, grantsExplainedSchema } from '../../src/domain/version-reports.ts';
import * as library from '../../src/index.ts';
import { smallContract } from '../support/contract-text.ts';
import { printedAs, runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
const as = (actor: string, line: string) => runAs(folder.path, actor, line);

const throughDatabase = async (sql: string): Promise<void> => {
  const { default: Sqlite } = await import('better-sqlite3');
  const db = new Sqlite(catalogFile(folder.path));
  db.exec(sql);
  db.close();
};

beforeEach(async () => {
  folder.write('small.odcs.yaml', smallContract);
  folder.write(
    'assay.yaml',
    'version: 1\ndatasets:\n  small: {path: small.csv, contract: small.odcs.yaml}\n',
  );
  folder.write('small.csv', 'id,temp\n1,20.5\n');
  await as('boss', 'add --as small');
  await as('boss', 'grant mia reader --on small');
  await as('boss', 'promote small@v1 candidate');
});

test('who may do what is explained, and who can give the rest', async () => {
  const own = await as('mia', 'grant --explain --on small --stage approved');
  expect(own.stdout).toContain('mia (ASSAY_ACTOR) on small, moves to approved');
  expect(own.stdout).toMatch(/✓ {2}read +mia is reader of small/);
  expect(own.stdout).toMatch(
    /✗ {2}promote +mia may not promote small to approved: reader of small; it takes gatekeeper, owner, admin/,
  );
  expect(own.stdout).toContain('Roles are given by boss');
  const other = printedAs(grantsExplainedSchema, await as('mia', 'grant boss --explain --json'));
  expect(other).toMatchObject({ actor: 'boss', admins: ['boss'] });
  expect(other.answers.filter(({ isAllowed }) => !isAllowed).map(({ action }) => action)).toEqual([
    'read-confidential',
    'push-confidential',
  ]);
  expect(await library.explainGrants({ project: folder.path, actor: 'boss' })).toEqual(other);
});

test('what a move lacks is told before it is tried', async () => {
  await as('boss', 'grant tom gatekeeper');
  const told = printedAs(promotedSchema, await as('mia', 'promote small@v1 approved --dry-run --json'), 1);
  expect(told).toMatchObject({ dryRun: true, result: { outcome: 'refused' } });
  const would = await as('tom', 'promote small@v1 approved --dry-run');
  expect([would.code, would.stdout]).toEqual([
    0,
    expect.stringContaining('WOULD BE MOVED  small@approved → v1'),
  ]);
  expect((await as('eve', 'promote small@v1 approved --dry-run')).stderr).toContain('eve may not read small');
  expect((await as('boss', 'log small --json')).stdout).not.toContain('"approved"');
  const options = { project: folder.path, actor: 'tom', dryRun: true };
  expect(await library.promote('small@v1', 'approved', options)).toMatchObject({
    result: { outcome: 'moved' },
  });
});

test('who may not read a version learns nothing of it by trying to move or to tag it', async () => {
  for (const line of [
    'promote small@v1 approved',
    'rollback small candidate',
    'tag small@v1 mine',
    'tag small@v9 mine',
  ]) {
    const { code, stdout, stderr } = await as('eve', `${line} --json`);
    expect([code, stdout]).toEqual([2, expect.not.stringContaining('columns')]);
    expect(stdout + stderr).toMatch(/eve may not (read|tag|promote) small/);
  }
});

test('a row that somebody changed past Assay is named', async () => {
  expect((await as('mia', 'audit verify')).stdout).toContain('rows of the catalog are as it says');
  await throughDatabase("INSERT INTO grants VALUES ('eve', 'admin', '*', '')");
  await throughDatabase("UPDATE aliases SET alias = 'approved'");
  const { code, stdout } = await as('mia', 'audit verify');
  expect(code).toBe(1);
  expect(stdout).toContain('CHANGED  3 rows of the catalog are not as the audit says');
  expect(stdout).toContain('✗ grant eve: admin of *: the audit knows of none');
  expect(stdout).toContain('✗ alias small@candidate: the audit says number 1, it is not there');
  const found = printedAs(auditVerifiedSchema, await as('mia', 'audit verify --json'), 1);
  expect(found.differences?.count).toBe(3);
  expect(await library.verifyAudit({ project: folder.path })).toEqual(found);
});

test.each([
  ['mia\u200b', 'signs that are not seen'],
  ['mi\u0430', 'mixes alphabets'],
  ['Ma\u0308rz', 'not in the usual form'],
])('an actor called %j is refused: it could be taken for another', async (actor, why) => {
  const run = await as(actor, 'tag small@v1 mine');
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(why)]);
  await expect(library.tagVersion('small@v1', 'mine', { project: folder.path, actor })).rejects.toThrow(why);
  const granted = await as('boss', `grant ${actor} reader`);
  expect([granted.code, granted.stderr]).toEqual([2, expect.stringContaining(why)]);
});

test.skipIf(process.getuid?.() !== 0)('a user without a name is told to say who acts', () => {
  const run = spawnSync(
    process.execPath,
    ['--conditions=assay-source', resolve(import.meta.dirname, '../../bin/assay.js'), 'tag', 'x@v1', 'y'],
    { cwd: '/', uid: 54_321, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', HOME: '/nowhere' } },
  );
  expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('set ASSAY_ACTOR')]);
});
