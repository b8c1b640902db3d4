import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { promotedSchema } from '../../src/domain/stage-moves.ts';
import {
  addedSchema,
  auditReportSchema,
  auditVerifiedSchema,
  checkedOutSchema,
  grantsSchema,
  taggedSchema,
  tidiedSchema,
  verifiedSchema,
  versionDiffSchema,
  versionLogSchema,
} from '../../src/domain/version-reports.ts';
import { smallContract } from '../support/contract-text.ts';
import { type Parser, printedAs, runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();
beforeEach(() => {
  folder.write('small.odcs.yaml', smallContract);
  folder.write(
    'assay.yaml',
    'version: 1\ndatasets:\n  small: {path: small.csv, contract: small.odcs.yaml}\nstages:\n  live: {gate: admit, approvals: 1}\n  candidate: {gate: none}\n',
  );
  folder.write('small.csv', 'id,temp\n1,20.5\n2,21\n');
});

const as = (actor: string, line: string) => runAs(folder.path, actor, line);
const json = async <T>(schema: Parser<T>, actor: string, line: string, code = 0) =>
  printedAs(schema, await as(actor, `${line} --json`), code);

test('a version goes from its file to a stage, and everything that is done is told', async () => {
  const added = await json(addedSchema, 'ana', 'add --as small -m first');
  expect(added).toMatchObject({ isNew: true, version: { number: 1, gates: [{ decision: 'admit' }] } });
  folder.write('small.csv', 'id,temp\n1,20.5\n2,99\n');
  expect(await json(addedSchema, 'ana', 'add --as small --tag bad', 1)).toMatchObject({
    version: { number: 2, gates: [{ decision: 'block' }], aliases: ['bad'] },
  });
  expect((await as('ana', 'add --as small')).stdout).toContain('small@v2  nothing changed since');
  const { versions } = await json(versionLogSchema, 'ana', 'log small');
  expect(versions.map(({ number }) => number)).toEqual([2, 1]);
  expect(await json(versionDiffSchema, 'ana', 'diff small@v1 small@bad')).toMatchObject({
    counts: { added: 0, removed: 0, changed: 1 },
    paths: [{ path: 'small.csv', what: 'changed' }],
  });
  const refused = await json(promotedSchema, 'tom', 'promote small@v2 live', 1);
  expect(refused.result).toEqual({
    outcome: 'refused',
    lacking: ['its gate says block, and admit is the least'],
  });
  expect((await json(promotedSchema, 'ana', 'promote small@v1 live', 1)).result).toMatchObject({
    outcome: 'refused',
  });
  expect((await json(promotedSchema, 'tom', 'promote small@v1 live')).result).toMatchObject({
    outcome: 'moved',
  });
  expect(await json(checkedOutSchema, 'ana', 'checkout small@live --to in.csv')).toMatchObject({
    to: 'in.csv',
  });
  expect(readFileSync(folder.at('in.csv'), 'utf8')).toBe('id,temp\n1,20.5\n2,21\n');
  expect(await json(taggedSchema, 'ana', 'tag small@live march')).toMatchObject({ after: 'small@v1' });
  expect(await json(verifiedSchema, 'ana', 'verify --deep')).toMatchObject({ versions: 2, damage: [] });
  expect(await json(tidiedSchema, 'ana', 'gc --dry-run')).toMatchObject({ objects: 0 });
  const { entries } = await json(auditReportSchema, 'ana', 'audit --of small');
  expect(entries.map(({ action, owner }) => `${owner} ${action}`)).toEqual([
    'ana version.add',
    'ana version.add',
    'tom promote.refuse',
    'ana promote.refuse',
    'tom stage.promote',
    'ana alias.move',
  ]);
  expect((await json(auditVerifiedSchema, 'ana', 'audit verify')).broken).toBeUndefined();
});

test('what nobody granted is refused, told and audited', async () => {
  await as('ana', 'add --as small');
  expect((await json(grantsSchema, 'boss', 'grant ana contributor --on small')).grants).toHaveLength(2);
  const refused = await as('tom', 'tag small@v1 march');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('tom may not tag small: no grant; it takes contributor');
  expect((await as('tom', 'checkout small@v1 --to x')).stderr).toContain('tom may not read small');
  expect((await as('tom', 'diff small@v1 small@v1')).stderr).toContain('tom may not read small');
  expect((await as('tom', 'log small')).stderr).toContain('tom may not read small');
  expect((await json(versionLogSchema, 'tom', 'log')).versions).toEqual([]);
  expect((await json(versionLogSchema, 'ana', 'log')).versions).toHaveLength(1);
  const { entries } = await json(auditReportSchema, 'ana', 'audit');
  expect(entries.slice(-4).map(({ action, owner }) => `${owner} ${action}`)).toEqual([
    'tom tag.refuse',
    'tom read.refuse',
    'tom read.refuse',
    'tom read.refuse',
  ]);
});

test.each([
  ['add nowhere --as x', 'there is no nowhere'],
  ['add small.csv --as a/b', 'is no name'],
  ['add small.csv --as x --kind thing', '--kind thing is none'],
  ['add small.csv --as x --meta novalue', '--meta novalue has no value'],
  ['add small.csv --as x --tag approved', 'approved is a stage'],
  ['log nothing', 'nothing has no versions'],
  ['promote small@v1 nowhere', 'there is no stage nowhere'],
  ['rollback small live', 'small has no versions'],
  ['gc --grace soon', '--grace soon is no time'],
  ['audit change', 'audit takes no "change"'],
  ['grant ana boss', 'known: reader, contributor'],
  ['diff small@v1 small@v2', 'small has no versions'],
])('assay %s is told what is wrong', async (line, words) => {
  folder.write('folder/a', '1');
  await as('ana', 'add folder --as other');
  const run = await as('ana', line);
  expect(run.stderr).toContain(words);
  expect(run.code).toBe(2);
});
