import { existsSync, mkdirSync, readdirSync, renameSync, statSync, utimesSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { randomFrom } from '../../../../bench/random.ts';
import { addVersion } from '../../src/operations/versions/add.ts';
import { versionLog } from '../../src/operations/versions/log.ts';
import { pullVersions } from '../../src/operations/versions/pull.ts';
import { pushVersions } from '../../src/operations/versions/push.ts';
import { tidyRemoteOf } from '../../src/operations/versions/tidy-remote.ts';
import { verifyVersions } from '../../src/operations/versions/verify.ts';
import { readProject } from '../../src/project/project.ts';
import { localObjects } from '../../src/versions/objects/local-objects.ts';
import { objectPath } from '../../src/versions/objects/object-path.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const folder = folderPerTest();
const { at, write } = folder;
const dayMillis = 86_400_000;

const begin = (who: string): void => write(`${who}/assay.yaml`, 'version: 1\nremote: ../share\n');
beforeEach(() => {
  mkdirSync(at('share'));
  for (const who of ['ana', 'bob']) begin(who);
});
const project = (who: string) => readProject(at(who), { env: {}, vars: {} });
const add = (who: string, files: Readonly<Record<string, string>>, name = 'data') => {
  writeFolder(at(who, 'in'), files);
  return addVersion(project(who), { path: 'in', name, author: who, cwd: at(who) });
};
const push = (who: string, begins = false) =>
  pushVersions(project(who), { names: [], begin: begins, repair: false, actor: who });
const gc = (graceDays = 1, dryRun = false) => tidyRemoteOf(project('ana'), { graceDays, dryRun });
const log = async (who: string) => (await versionLog(at(who), undefined, 1000, who)).versions;

/** Files below a folder of the remote that bear the name of an object. */
const objectsIn = (...of: readonly string[]): readonly string[] =>
  existsSync(at('share/objects', ...of))
    ? readdirSync(at('share/objects', ...of), { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile() && /^(?:[0-9a-f]{62}|[0-9a-f]{64})$/.test(one.name))
        .map((one) => `${one.parentPath}/${one.name}`)
    : [];

/** Lets days pass on the remote. */
const pass = (days: number): void => {
  for (const path of objectsIn()) {
    const then = statSync(path).mtimeMs / 1000 - days * 86_400;
    utimesSync(path, then, then);
  }
  if (!existsSync(at('share/objects/aside'))) return;
  for (const day of readdirSync(at('share/objects/aside')).toSorted())
    renameSync(
      at('share/objects/aside', day),
      at('share/objects/aside', new Date(Date.parse(day) - days * dayMillis).toISOString().slice(0, 10)),
    );
};

/** What somebody gets who never pulled, all of it hashed. */
const fresh = async (): Promise<number> => {
  const who = `fresh-${readdirSync(folder.path).length}`;
  begin(who);
  await pullVersions(project(who), { names: [], actor: who });
  const { damage, versions } = await verifyVersions(at(who), { deep: true });
  expect(damage).toEqual([]);
  return versions;
};

test('what no entry needs is set aside after the time of grace, and gone after two days more', async () => {
  await add('ana', { a: '1' });
  await push('ana', true);
  const kept = objectsIn().length;
  await localObjects(at('share/objects')).put('left by a push that was killed');
  expect(await gc()).toMatchObject({ objects: 0, aside: { objects: 0 }, kept });
  pass(2);
  expect(await gc(1, true)).toMatchObject({ objects: 0, aside: { objects: 1 } });
  expect(objectsIn('aside')).toEqual([]);
  expect(await gc(3)).toMatchObject({ aside: { objects: 0 } });
  expect(await gc()).toMatchObject({ objects: 0, aside: { objects: 1 } });
  expect(objectsIn('aside')).toHaveLength(1);
  expect(await gc()).toMatchObject({ objects: 0, aside: { objects: 1 } });
  pass(3);
  expect(await gc(1, true)).toMatchObject({ objects: 1, aside: { objects: 0 } });
  expect(await gc()).toMatchObject({ objects: 1, bytes: 30, kept });
  expect(objectsIn()).toHaveLength(kept);
  expect(readdirSync(at('share/objects/aside'))).toEqual([]);
  expect(await fresh()).toBe(1);
  await expect(gc(0)).rejects.toThrow('--grace 0d is too short for a remote');
});

test('a push says of each object that it finds that it is in use', async () => {
  await add('ana', { a: '1' });
  await push('ana', true);
  const left = await localObjects(at('share/objects')).put('left');
  pass(30);
  await add('bob', { a: 'left', b: '1' }, 'other');
  await push('bob');
  const used = statSync(objectPath(at('share/objects'), left)).mtimeMs;
  expect(Math.abs(Date.now() - used)).toBeLessThan(dayMillis / 2);
  expect(await gc()).toMatchObject({ aside: { objects: 0 } });
  pass(30);
  expect(await gc()).toMatchObject({ aside: { objects: 0 } });
  expect(await fresh()).toBe(2);
});

test('what was set aside and is needed all the same is read from there, and put back', async () => {
  await add('ana', { a: '1' });
  await push('ana', true);
  mkdirSync(at('share/objects/aside/2020-01-01'), { recursive: true });
  for (const path of objectsIn())
    renameSync(path, at('share/objects/aside/2020-01-01', path.split('/').slice(-2).join('')));
  expect(await fresh()).toBe(1);
  expect(await gc()).toMatchObject({ objects: 0, aside: { objects: 0 }, kept: 4 });
  expect(objectsIn('aside')).toEqual([]);
  expect(await fresh()).toBe(1);
});

test('nothing is taken where a version cannot be read', async () => {
  await add('ana', { a: '1' });
  const { version } = await add('ana', { a: '2' });
  await push('ana', true);
  await localObjects(at('share/objects')).put('left');
  pass(2);
  const hex = version.record.tree.slice('sha256:'.length);
  renameSync(at('share/objects', hex.slice(0, 2), hex.slice(2)), at('gone'));
  await expect(gc()).rejects.toThrow('nobody knows what it needs');
  expect(objectsIn('aside')).toEqual([]);
});

test('with pushes and others who tidy up at the same time nothing is lost that was acknowledged', {
  timeout: 240_000,
}, async () => {
  const random = randomFrom(13);
  await add('ana', { a: '1' });
  await push('ana', true);
  const litter = localObjects(at('share/objects'));
  let pushed = 1;
  for (let round = 0; round < 4; round += 1) {
    for (let content = 0; content < 30; content += 1) await litter.put(`content ${content}`);
    pass(3);
    for (const who of ['ana', 'bob']) {
      const files = Array.from({ length: 20 }, (_none, index) => [
        `f${index}`,
        `content ${Math.floor(random() * 30)}`,
      ]);
      await add(who, { ...Object.fromEntries(files), round: `${who} ${round}` }, `of-${who}`);
    }
    const cli = (who: string, ...args: readonly string[]) =>
      runCli([...args, '--quiet'], { cwd: at(who), env: { ASSAY_ACTOR: who } });
    const runs = await Promise.all([
      cli('ana', 'push'),
      cli('ana', 'gc', '--remote', '--grace', '1d'),
      cli('bob', 'gc', '--remote', '--grace', '1d'),
      cli('bob', 'push'),
    ]);
    for (const { code, stderr } of runs) expect(code, stderr).toBe(0);
    pushed += 2;
    expect(await fresh()).toBe(pushed);
    pass(3);
    await gc();
    expect(await fresh()).toBe(pushed);
  }
  expect(await log('bob')).toHaveLength(4);
});
