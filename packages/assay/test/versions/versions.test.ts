import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { hexOf } from '../../src/domain/object-id.ts';
import { addVersion } from '../../src/operations/versions/add.ts';
import { checkOutVersion } from '../../src/operations/versions/check-out.ts';
import { versionLog } from '../../src/operations/versions/log.ts';
import { tidyObjects } from '../../src/operations/versions/tidy.ts';
import { verifyVersions } from '../../src/operations/versions/verify.ts';
import { readProject } from '../../src/project/project.ts';
import { objectPath } from '../../src/versions/objects/object-path.ts';
import { repositoryIn } from '../../src/versions/repository.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const folder = folderPerTest();
const { at } = folder;
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+w', folder.path]);
});

const project = () => readProject(folder.path, { env: {}, vars: {} });
const add = (path: string, more: Partial<Parameters<typeof addVersion>[1]> = {}) =>
  addVersion(project(), { path, name: 'data', author: 'a@plant', cwd: folder.path, ...more });
const checkOut = (version: string, to: string, more: object = {}) =>
  checkOutVersion(folder.path, { version, to, actor: 'a@plant', cwd: folder.path, ...more });

/** Every path below a folder with what is there. */
const listing = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((one) => {
      const path = join(one.parentPath, one.name);
      const shown = path.slice(folder.length);
      if (one.isSymbolicLink()) return `${shown} -> ${readlinkSync(path)}`;
      if (one.isDirectory()) return `${shown}/`;
      return `${shown} ${statSync(path).mode & 0o100 ? 'x ' : ''}${readFileSync(path, 'latin1')}`;
    })
    .toSorted();

describe('a version', () => {
  test('comes back as it was: odd names, links, empty folders, permissions', async () => {
    writeFolder(at('in'), {
      'a-b': '1',
      'a/b': '2',
      'a.b': '3',
      'new\nline': '4',
      '"quotes"': '5',
      'émoji 🌡': '6',
      '￿': 'U+FFFF',
      '\u{10000}': 'U+10000',
      [`deep/${'x/'.repeat(40)}end`]: '7',
      empty: '',
    });
    mkdirSync(at('in/an empty folder'));
    mkdirSync(at('in/a-empty'));
    symlinkSync('../../etc/passwd', at('in/a link out'));
    symlinkSync('a', at('in/a link in'));
    writeFileSync(at('in/run'), '#!/bin/sh\n', { mode: 0o755 });
    await add('in');
    await checkOut('data@v1', 'out');
    expect(listing(at('out'))).toEqual(listing(at('in')));
    await checkOut('data', 'linked', { how: 'link' });
    expect(listing(at('linked'))).toEqual(listing(at('in')));
    expect(statSync(at('linked/a-b')).mode & 0o222).toBe(0);
    expect(statSync(at('linked/a-b')).nlink).toBe(2);
  });

  test('of one file comes back as a file', async () => {
    writeFileSync(at('one.csv'), 'a\n1\n');
    await add('one.csv');
    await checkOut('data@v1', 'back.csv');
    expect(readFileSync(at('back.csv'), 'utf8')).toBe('a\n1\n');
  });

  test('has the next number where something changed, and is the old one where nothing did', async () => {
    writeFolder(at('in'), { a: '1', b: '2', c: '3' });
    expect(await add('in')).toMatchObject({ isNew: true, version: { number: 1 } });
    expect(await add('in')).toMatchObject({ isNew: false, version: { number: 1 } });
    writeFolder(at('in'), { a: '1', b: 'two', d: '4' });
    const added = await add('in', { message: 'second', tags: ['march'], metadata: { line: '3' } });
    expect(added).toMatchObject({
      isNew: true,
      since: { number: 1, added: 1, changed: 1, removed: 1 },
      version: {
        number: 2,
        aliases: ['march'],
        record: { message: 'second', metadata: { line: '3' }, author: 'a@plant' },
      },
    });
    const { versions } = await versionLog(folder.path, 'data', 10, 'a@plant');
    expect(versions.map(({ number }) => number)).toEqual([2, 1]);
    await checkOut('data@march', 'march');
    await checkOut(`data@${added.version.id.slice(0, 20)}`, 'by id');
    expect(listing(at('by id'))).toEqual(listing(at('march')));
  });

  test('knows a change that left size and time of content as they were', async () => {
    writeFolder(at('in'), { a: 'one' });
    const old = new Date('2026-01-01T00:00:00Z');
    utimesSync(at('in/a'), old, old);
    await add('in');
    writeFileSync(at('in/a'), 'two');
    utimesSync(at('in/a'), old, old);
    expect(await add('in')).toMatchObject({ isNew: true, version: { number: 2 } });
  });

  test('is judged by the contract of its dataset, and keeps what the gate said', async () => {
    writeFileSync(at('r.csv'), 'id\n1\n2\n');
    writeFileSync(
      at('r.odcs.yaml'),
      'apiVersion: v3.1.0\nkind: DataContract\nid: r\nversion: 1.0.0\nstatus: active\nschema:\n  - name: data\n    properties:\n      - {name: id, logicalType: integer, unique: true}\n',
    );
    writeFileSync(at('assay.yaml'), 'version: 1\ndatasets:\n  data: {path: r.csv, contract: r.odcs.yaml}\n');
    const { path: _none, ...dataset } = { path: 'r.csv', name: 'data', author: 'a', cwd: folder.path };
    const good = await addVersion(project(), dataset);
    expect(good.version.gates).toMatchObject([
      { decision: 'admit', run: good.run?.id, contract: { id: 'r' } },
    ]);
    appendFileSync(at('r.csv'), '2\n');
    const bad = await addVersion(project(), dataset);
    expect(bad.version).toMatchObject({ number: 2, gates: [{ decision: 'block' }] });
  });

  test('is not made of nothing, of a pipe, or of what is not there', async () => {
    mkdirSync(at('none'));
    await expect(add('none')).rejects.toThrow('there is nothing in none');
    await expect(add('no such')).rejects.toThrow('there is no no such');
    mkdirSync(at('pipes'));
    execFileSync('mkfifo', [at('pipes/one')]);
    await expect(add('pipes')).rejects.toThrow('no file, folder or link');
    await expect(add('pipes/one')).rejects.toThrow('no file and no folder');
    expect((await versionLog(folder.path, undefined, 10, 'a@plant')).versions).toEqual([]);
  });

  test('is not found by a name that is nearly right, and the right one is told', async () => {
    writeFolder(at('in'), { a: '1' });
    await add('in');
    await expect(checkOut('dta@v1', 'x')).rejects.toMatchObject({
      problems: [{ hint: 'did you mean data?' }],
    });
    await expect(checkOut('data@v2', 'x')).rejects.toThrow('data has no version data@v2');
    await expect(checkOut('data@v0', 'x')).rejects.toThrow('names no version');
    await expect(checkOut('da ta', 'x')).rejects.toThrow('names no version');
  });

  test('is written whole or not at all, and over nothing that is there', async () => {
    writeFolder(at('in'), { a: '1', b: '2' });
    const { version } = await add('in');
    writeFolder(at('out'), { mine: 'x' });
    await expect(checkOut('data', 'out')).rejects.toThrow('out is there already');
    expect(listing(at('out'))).toEqual(['/mine x']);
    await checkOut('data', 'out', { replace: true });
    expect(listing(at('out'))).toEqual(['/a 1', '/b 2']);
    const { objects } = objectsOf();
    const b = objects.find((path) => readFileSync(path, 'utf8') === '2') ?? '';
    chmodSync(b, 0o644);
    writeFileSync(b, '3');
    await expect(checkOut('data', 'broken')).rejects.toThrow('is damaged');
    expect(existsSync(at('broken'))).toBe(false);
    expect(readdirSync(folder.path).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(version.number).toBe(1);
  });
});

const objectsOf = (): { readonly objects: readonly string[] } => ({
  objects: readdirSync(at('.assay/objects'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name)),
});

describe('verify', () => {
  test('finds every flipped bit, and says which version it hurts', async () => {
    writeFolder(at('in'), { a: 'alpha', 'b/c': 'gamma' });
    await add('in');
    expect(await verifyVersions(folder.path, { deep: true })).toMatchObject({
      versions: 1,
      objects: 5,
      damage: [],
    });
    for (const path of objectsOf().objects) {
      const bytes = readFileSync(path);
      chmodSync(path, 0o644);
      const flipped = Buffer.from(bytes);
      flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 4;
      writeFileSync(path, flipped);
      const { damage } = await verifyVersions(folder.path, { deep: true });
      expect(damage, path).toMatchObject([{ version: 'data@v1', what: 'damaged' }]);
      expect(path.replaceAll('/', '')).toContain(hexOf(damage[0]?.object ?? 'sha256:'));
      rmSync(path);
      expect((await verifyVersions(folder.path, { deep: false })).damage).toMatchObject([
        { what: 'missing' },
      ]);
      writeFileSync(path, bytes);
    }
  });
});

describe('gc', () => {
  test('takes away what no version needs, and nothing else', async () => {
    writeFolder(at('in'), { a: '1', b: '2' });
    await add('in');
    const before = objectsOf().objects;
    const { objects } = repositoryIn(at('.assay'));
    const lost = await objects.put('of an addition that was never finished');
    const left = at('.assay/objects/unfinished/left');
    writeFileSync(left, 'of a process that was killed');
    const old = new Date(Date.now() - 60_000);
    for (const path of [left, objectPath(objects.folder, lost)]) utimesSync(path, old, old);
    expect(await tidyObjects(project(), { graceDays: 1, dryRun: false })).toMatchObject({
      objects: 0,
      kept: 5,
    });
    expect(objects.has(lost)).toBe(true);
    const dry = await tidyObjects(project(), { graceDays: 0, dryRun: true });
    expect(dry).toMatchObject({ objects: 1, bytes: 38, kept: 5 });
    expect(objects.has(lost)).toBe(true);
    await tidyObjects(project(), { graceDays: 0, dryRun: false });
    expect(objectsOf().objects).toEqual(before);
    expect((await verifyVersions(folder.path, { deep: true })).damage).toEqual([]);
  });

  test('does nothing where a version cannot be read: nobody knows what it needs', async () => {
    writeFolder(at('in'), { a: '1' });
    const { version } = await add('in');
    const tree = objectsOf().objects.find((path) => path.endsWith(hexOf(version.record.tree).slice(2))) ?? '';
    rmSync(tree);
    const before = objectsOf().objects;
    await expect(tidyObjects(project(), { graceDays: 0, dryRun: false })).rejects.toThrow('is missing');
    expect(objectsOf().objects).toEqual(before);
    expect(lstatSync(at('.assay/objects')).isDirectory()).toBe(true);
  });
});
