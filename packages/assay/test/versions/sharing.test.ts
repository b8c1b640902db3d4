import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { addVersion } from '../../src/operations/versions/add.ts';
import { verifyAudit } from '../../src/operations/versions/audit.ts';
import { checkOutVersion } from '../../src/operations/versions/check-out.ts';
import { versionLog } from '../../src/operations/versions/log.ts';
import { pullVersions } from '../../src/operations/versions/pull.ts';
import { pushVersions } from '../../src/operations/versions/push.ts';
import { verifyVersions } from '../../src/operations/versions/verify.ts';
import { readProject } from '../../src/project/project.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const folder = folderPerTest();
const { at } = folder;
beforeEach(() => {
  mkdirSync(at('share'));
  for (const one of ['ana', 'bob', 'ci']) begin(one);
});

const begin = (who: string): void => {
  mkdirSync(at(who));
  writeFileSync(at(who, 'assay.yaml'), 'version: 1\nremote: ../share\n');
};
const project = (who: string) => readProject(at(who), { env: {}, vars: {} });
const add = async (who: string, files: Readonly<Record<string, string>>, name = 'data') => {
  writeFolder(at(who, 'in'), files);
  return addVersion(project(who), { path: 'in', name, author: who, cwd: at(who) });
};
const push = (who: string, more: { readonly begin?: boolean; readonly repair?: boolean } = {}) =>
  pushVersions(project(who), { names: [], begin: false, repair: false, actor: who, ...more });
const pull = (who: string, locked = false) => pullVersions(project(who), { names: [], actor: who, locked });
const log = async (who: string): Promise<readonly string[]> =>
  (await versionLog(at(who), undefined, 1000, who)).versions
    .map(({ number, id }) => `v${number} ${id}`)
    .toSorted();
const checkOut = (who: string, version: string, to: string, lock?: 'read' | 'write') =>
  checkOutVersion(at(who), {
    version,
    to,
    actor: who,
    cwd: at(who),
    ...(lock === undefined ? {} : { lock }),
  });
const objects = (...of: readonly string[]): readonly string[] =>
  readdirSync(at(...of), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && /^[0-9a-f]{62}$/.test(one.name))
    .map((one) => join(one.parentPath, one.name))
    .toSorted();

const assay = resolve(import.meta.dirname, '../../bin/assay.js');
const start = (who: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--conditions=assay-source', assay, ...args, '--quiet'], {
    cwd: at(who),
    env: { ...process.env, ASSAY_ACTOR: who, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
const ended = async (
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly stderr: string }> => {
  let stderr = '';
  child.stderr?.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  const [code] = await once(child, 'close');
  return { code, stderr };
};

/** Kills a process as soon as it has brought so many more files to a folder of objects, finished or not. */
const killed = async (child: ChildProcess, to: string, after: number): Promise<void> => {
  const end = ended(child);
  const count = (): number =>
    readdirSync(at(to), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
  const before = count();
  while (child.exitCode === null && count() < before + after) await sleep(2);
  child.kill('SIGKILL');
  await end;
};

describe('a remote', () => {
  test('gives another project the very versions, and a second push and pull carry nothing', async () => {
    await add('ana', { a: '1', 'b/c': '2' });
    await add('ana', { a: '1', 'b/c': 'two' });
    expect(await push('ana', { begin: true })).toMatchObject({
      names: [{ name: 'data', versions: [1, 2] }],
      objects: 9,
    });
    expect(await push('ana')).toMatchObject({ names: [], objects: 0 });
    expect(await pull('bob')).toMatchObject({ names: [{ versions: [1, 2] }], objects: 9 });
    expect(await pull('bob')).toMatchObject({ names: [], objects: 0 });
    expect(await log('bob')).toEqual(await log('ana'));
    await checkOut('bob', 'data@v1', 'out');
    expect(readFileSync(at('bob/out/b/c'), 'utf8')).toBe('2');
    expect((await verifyVersions(at('bob'), { deep: true })).damage).toEqual([]);
  });

  test('refuses what was not pulled, gives it the next number when it was, and takes it then', async () => {
    await add('ana', { a: '1' });
    await push('ana', { begin: true });
    await add('bob', { b: '1' });
    await expect(push('bob')).rejects.toThrow(
      'the remote has 1 entry of data that this project does not know',
    );
    expect((await pull('bob')).names).toMatchObject([
      { versions: [1], renumbered: [{ before: 1, after: 2 }] },
    ]);
    expect((await push('bob')).names).toMatchObject([{ versions: [2] }]);
    await pull('ana');
    expect(await log('ana')).toEqual(await log('bob'));
  });

  test('is one that was begun: a foreign folder, an empty one and none are refused and stay as they are', async () => {
    await add('ana', { a: '1' });
    await expect(push('ana')).rejects.toThrow('is empty');
    await expect(pull('ana')).rejects.toThrow('is empty');
    writeFileSync(at('share/photo.jpg'), 'x');
    await expect(push('ana')).rejects.toThrow('holds something else');
    await expect(push('ana', { begin: true })).rejects.toThrow('holds something else');
    expect(readdirSync(at('share'))).toEqual(['photo.jpg']);
    rmSync(at('share'), { recursive: true });
    await expect(push('ana')).rejects.toThrow('there is no folder');
    await expect(pull('ana')).rejects.toThrow('there is no folder');
  });

  test('of a newer Assay, or with a journal that was changed or taken back, is refused', async () => {
    await add('ana', { a: '1' });
    await push('ana', { begin: true });
    await add('ana', { a: '2' });
    await push('ana');
    await pull('bob');
    const [first, second] = ['00000001.json', '00000002.json'].map((name) => at('share/names/data', name));
    cpSync(at('share'), at('kept'), { recursive: true });
    const again = () => {
      rmSync(at('share'), { recursive: true });
      cpSync(at('kept'), at('share'), { recursive: true });
    };
    rmSync(second ?? '');
    await expect(pull('bob')).rejects.toThrow('it has 1 entries of data, and had 2');
    again();
    rmSync(first ?? '');
    await expect(pull('bob')).rejects.toThrow('the entry is gone');
    again();
    writeFileSync(second ?? '', readFileSync(second ?? '', 'utf8').replace('"actor":"ana"', '"actor":"eve"'));
    await expect(pull('bob')).rejects.toThrow('another entry than the one that was read before');
    again();
    writeFileSync(first ?? '', readFileSync(first ?? '', 'utf8').replace('"actor":"ana"', '"actor":"eve"'));
    await expect(pull('ci')).rejects.toThrow('does not follow the entry before it');
    again();
    writeFileSync(at('share/assay-remote.json'), '{"schema":"assay.remote/v2"}');
    await expect(pull('ci')).rejects.toThrow('none that this Assay reads');
    expect(await log('ci')).toEqual([]);
  });

  test('with a damaged or missing object gives no version of it, and is mended by who has it whole', async () => {
    await add('ana', { a: '1', b: '2' });
    await push('ana', { begin: true });
    const all = objects('share/objects');
    for (const one of all) {
      const whole = readFileSync(one);
      chmodSync(one, 0o644);
      appendFileSync(one, 'x');
      await expect(pull('bob'), one).rejects.toThrow('is damaged on the remote');
      rmSync(one);
      await expect(pull('bob'), one).rejects.toThrow('is missing on the remote');
      rmSync(at('bob/.assay'), { recursive: true });
      writeFileSync(one, whole);
    }
    for (const one of all.slice(0, 2)) rmSync(one);
    for (const one of all.slice(2)) appendFileSync(one, 'x');
    await expect(pull('bob')).rejects.toThrow('on the remote');
    expect(await log('bob')).toEqual([]);
    expect(await push('ana', { repair: true })).toMatchObject({ objects: all.length });
    await pull('bob');
    expect(await log('bob')).toEqual(await log('ana'));
  });

  test('mends what is missing or damaged here', async () => {
    await add('ana', { a: '1', b: '2' });
    await push('ana', { begin: true });
    await pull('bob');
    const all = objects('bob/.assay/objects');
    for (const one of all.slice(0, 2)) rmSync(one);
    for (const one of all.slice(2)) {
      chmodSync(one, 0o644);
      appendFileSync(one, 'x');
    }
    expect((await verifyVersions(at('bob'), { deep: true })).damage.length).toBeGreaterThan(0);
    expect(await verifyVersions(at('bob'), { deep: true, repair: true })).toMatchObject({
      damage: [],
      repaired: all.length,
    });
    expect((await verifyVersions(at('bob'), { deep: true })).damage).toEqual([]);
    rmSync(objects('share/objects')[0] ?? '');
    rmSync(objects('bob/.assay/objects')[0] ?? '');
    expect((await verifyVersions(at('bob'), { deep: true, repair: true })).damage).toHaveLength(1);
  });

  test('that may not be written to, or is gone meanwhile, is told as such', async () => {
    await add('ana', { a: '1' });
    await push('ana', { begin: true });
    await add('ana', { a: '2' });
    const unfinished = at('share/objects/unfinished');
    rmSync(unfinished, { recursive: true });
    writeFileSync(unfinished, 'in the way');
    await expect(push('ana')).rejects.toMatchObject({ problems: [{ code: 'remote-unusable' }] });
    expect(readdirSync(at('share/names/data'))).toEqual(['00000001.json']);
    await pull('bob');
    expect(await log('bob')).toHaveLength(1);
    renameSync(at('share'), at('elsewhere'));
    await expect(push('ana')).rejects.toMatchObject({ problems: [{ code: 'remote-unusable' }] });
    await expect(pull('bob')).rejects.toMatchObject({ problems: [{ code: 'remote-unusable' }] });
  });
});

describe('assay.lock', () => {
  test('gives another machine exactly the version it pins, without the catalog, and refuses any other', async () => {
    await add('ana', { a: '1' });
    await add('ana', { a: '2' });
    await push('ana', { begin: true });
    await checkOut('ana', 'data@v1', 'out', 'write');
    const text = readFileSync(at('ana/assay.lock'), 'utf8');
    expect(text).toMatch(/\nversions:\n {2}data:\n {4}version: 1\n {4}id: sha256:/);
    cpSync(at('ana/assay.lock'), at('ci/assay.lock'));
    expect(await pull('ci', true)).toMatchObject({ names: [{ versions: [1] }], objects: 4 });
    renameSync(at('share'), at('away'));
    await expect(checkOut('ci', 'data', 'in', 'read')).rejects.toThrow('there is no folder');
    renameSync(at('away'), at('share'));
    await checkOut('ci', 'data@approved', 'in', 'read');
    expect(readFileSync(at('ci/in/a'), 'utf8')).toBe('1');
    expect(existsSync(at('ci/.assay/catalog.db'))).toBe(false);
    await expect(checkOut('ci', 'data@v2', 'no', 'read')).rejects.toThrow('pins data@v1, and not v2');
    await expect(checkOut('ci', 'other', 'no', 'read')).rejects.toThrow('pins no other');
    writeFileSync(at('ci/assay.lock'), text.replace('version: 1\n    id', 'version: 2\n    id'));
    await expect(checkOut('ci', 'data', 'no', 'read')).rejects.toThrow('the remote has another data@v2');
    writeFileSync(at('ci/assay.lock'), text.replace('version: 1\n    id', 'version: 9\n    id'));
    await expect(checkOut('ci', 'data', 'no', 'read')).rejects.toThrow('the remote has no data@v9');
    writeFileSync(at('ci/assay.lock'), `${text}more: 1\n`);
    await expect(checkOut('ci', 'data', 'no', 'read')).rejects.toThrow('unknown key more');
    expect(existsSync(at('ci/no'))).toBe(false);
  });

  test('follows a version that gets another number, and says up to where the audit was the same', async () => {
    await add('ana', { a: '1' });
    await push('ana', { begin: true });
    await add('bob', { b: '1' });
    await checkOut('bob', 'data@v1', 'out', 'write');
    expect(await verifyAudit(at('bob'))).toMatchObject({ anchoredAt: 1 });
    await pull('bob');
    expect(readFileSync(at('bob/assay.lock'), 'utf8')).toContain('version: 2\n');
    const known = await verifyAudit(at('bob'));
    expect(known.broken).toBeUndefined();
    expect((await verifyAudit(at('ana'))).anchoredAt).toBeUndefined();
    const text = readFileSync(at('bob/assay.lock'), 'utf8');
    writeFileSync(at('bob/assay.lock'), text.replace(/head: sha256:..../, 'head: sha256:0000'));
    expect((await verifyAudit(at('bob'))).broken?.what).toContain('the audit was made anew');
  });
});

describe('the audit', () => {
  const audited = (who: string, sql: string): void => {
    const db = new Sqlite(at(who, '.assay/catalog.db'));
    db.exec(sql);
    db.close();
  };

  test('is held against what the remote was told when this catalog pushed, also where nothing is pinned', async () => {
    await add('ana', { a: '1' });
    await add('ana', { a: '2' });
    expect(await verifyAudit(at('ana'))).toMatchObject({ remote: 'away' });
    await push('ana', { begin: true });
    expect(await verifyAudit(at('ana'))).toMatchObject({ remote: 'followed', toldAt: 2 });
    await pull('bob');
    const { toldAt, remote } = await verifyAudit(at('bob'));
    expect({ toldAt, remote }).toEqual({ toldAt: undefined, remote: 'followed' });
    // The last two entries, so that what is left follows itself: only the remote knows better.
    audited('ana', 'DELETE FROM audit WHERE seq >= (SELECT max(seq) - 1 FROM audit)');
    expect((await verifyAudit(at('ana'))).broken?.what).toContain('gone, as the remote knows it');
    renameSync(at('share'), at('away'));
    expect((await verifyAudit(at('ana'))).remote).toBe('away');
  });
});

describe('with real processes', () => {
  test('two who add and push at once lose nothing: one is told to pull, and both have all in the end', async () => {
    await add('ana', { base: '0' });
    await push('ana', { begin: true });
    await pull('bob');
    for (let round = 0; round < 3; round += 1) {
      await add('ana', { a: `ana ${round}` });
      await add('bob', { b: `bob ${round}` });
      const both = await Promise.all(['ana', 'bob'].map((who) => ended(start(who, 'push'))));
      expect(both.map(({ code }) => code).toSorted()).toEqual([0, 2]);
      expect(both.map(({ stderr }) => stderr).join('')).toContain('assay pull data takes them over');
      const late = both[0]?.code === 2 ? 'ana' : 'bob';
      await pull(late);
      await push(late);
      await pull(late === 'ana' ? 'bob' : 'ana');
      expect(await log('ana')).toEqual(await log('bob'));
    }
    expect(await log('ana')).toHaveLength(7);
    for (const who of ['ana', 'bob']) {
      expect((await verifyVersions(at(who), { deep: true })).damage).toEqual([]);
      expect((await verifyAudit(at(who))).broken).toBeUndefined();
    }
  });

  test('eight who push to one remote at once lose nothing: each has all in the end, under the same numbers', async () => {
    const all = Array.from({ length: 8 }, (_none, index) => `p${index}`);
    await add('ana', { base: '0' });
    await push('ana', { begin: true });
    for (const who of all) {
      begin(who);
      await pull(who);
      await add(who, { own: who });
      await add(who, { own: who }, `of-${who}`);
    }
    const first = await Promise.all(all.map((who) => ended(start(who, 'push', 'data', `of-${who}`))));
    expect(first.filter(({ code }) => code === 0).length).toBeGreaterThanOrEqual(1);
    for (const { code, stderr } of first.filter((one) => one.code !== 0)) {
      expect(code, stderr).toBe(2);
      expect(stderr).toContain('assay pull data takes them over');
    }
    for (const who of all) {
      await pull(who);
      await push(who);
    }
    for (const who of ['ana', ...all]) await pull(who);
    const known = await log('ana');
    expect(known).toHaveLength(1 + 8 + 8);
    for (const who of all) {
      expect(await log(who)).toEqual(known);
      expect((await verifyVersions(at(who), { deep: true })).damage).toEqual([]);
      expect((await verifyAudit(at(who))).broken).toBeUndefined();
    }
  }, 180_000);

  test('push and pull that are killed at any point leave nothing half, and the next goes on', async () => {
    const files = (prefix: string, content: string) =>
      Object.fromEntries(
        Array.from({ length: 40 }, (_none, index) => [`${prefix}${index}`, `${content} ${index}`]),
      );
    await add('ana', files('f', 'base'));
    await push('ana', { begin: true });
    await pull('bob');
    for (const after of [1, 20, 40, 43]) {
      await add('ana', { ...files('f', 'base'), ...files('g', `${after}`) });
      for (const [who, what, to] of [
        ['ana', 'push', 'share/objects'],
        ['bob', 'pull', 'bob/.assay/objects'],
      ] as const) {
        await killed(start(who, what), to, after);
        expect((await verifyVersions(at(who), { deep: true })).damage).toEqual([]);
        expect((await verifyAudit(at(who))).broken).toBeUndefined();
      }
      // Whatever the remote tells of can be had from it whole.
      rmSync(at('ci'), { recursive: true });
      begin('ci');
      await pull('ci');
      expect((await verifyVersions(at('ci'), { deep: true })).damage).toEqual([]);
    }
    await push('ana');
    await pull('bob');
    expect(await log('bob')).toEqual(await log('ana'));
    expect((await verifyVersions(at('bob'), { deep: true })).damage).toEqual([]);
  }, 180_000);
});
