import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { randomFrom } from '../../../../bench/random.ts';
import { Refusal } from '../../src/domain/problem.ts';
import type { TreeEntry } from '../../src/domain/tree.ts';
import { addVersion } from '../../src/operations/versions/add.ts';
import { verifyAudit } from '../../src/operations/versions/audit.ts';
import { checkOutVersion } from '../../src/operations/versions/check-out.ts';
import { versionLog } from '../../src/operations/versions/log.ts';
import { tidyObjects } from '../../src/operations/versions/tidy.ts';
import { verifyVersions } from '../../src/operations/versions/verify.ts';
import { readProject } from '../../src/project/project.ts';
import { handOutTree } from '../../src/versions/folders/hand-out-tree.ts';
import { sortedPaths } from '../../src/versions/folders/sorted-paths.ts';
import { leased, oldestLease } from '../../src/versions/objects/leases.ts';
import { objectPath } from '../../src/versions/objects/object-path.ts';
import { takeFiles } from '../../src/versions/objects/take-files.ts';
import { repositoryIn } from '../../src/versions/repository.ts';
import { writeTree } from '../../src/versions/trees/write-tree.ts';
import { places } from '../catalog/places.ts';
import { runCli } from '../support/run-cli.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const folder = folderPerTest();
const { at } = folder;
afterEach(() => {
  vi.useRealTimers();
});

const project = () => readProject(folder.path, { env: {}, vars: {} });
const add = (path: string) => addVersion(project(), { path, name: 'data', author: 'a', cwd: folder.path });
const unfinished = (): readonly string[] => readdirSync(at('.assay/objects/unfinished'));
const damage = async () => (await verifyVersions(folder.path, { deep: true })).damage;

describe('what becomes something else between the moment it is found and the moment it is read', () => {
  const changes: Readonly<Record<string, (path: string) => void>> = {
    changes: (path) => writeFileSync(path, 'other'),
    grows: (path) => appendFileSync(path, 'more'),
    shrinks: (path) => truncateSync(path, 1),
    vanishes: (path) => rmSync(path),
    'becomes a link': (path) => {
      rmSync(path);
      symlinkSync('/etc/passwd', path);
    },
    'becomes a pipe': (path) => {
      rmSync(path);
      execFileSync('mkfifo', [path]);
    },
    'becomes a folder': (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    'becomes another file': (path) => {
      writeFileSync(`${path}.new`, 'same!');
      renameSync(`${path}.new`, path);
    },
  };
  test.each(Object.entries(changes))('refuses the addition: a file %s', async (_what, change) => {
    writeFolder(at('in'), { a: 'first', b: 'same!', c: 'third' });
    const { objects } = repositoryIn(at('.assay'));
    const files = [...sortedPaths(at('in'))].flatMap((one) =>
      one.kind === 'file' ? [{ path: one.at, stamp: one.stamp }] : [],
    );
    change(at('in/b'));
    await expect(takeFiles({ files, folder: objects.folder, at: Date.now(), sync: true })).rejects.toThrow(
      'b changed while it was read',
    );
    expect(unfinished()).toEqual([]);
  });

  test('a folder that is moved away and replaced by a link is not followed out', () => {
    writeFolder(at('in'), { 'a/one': '1', 'a/two': '2' });
    writeFolder(at('out'), { one: 'secret', two: 'secret' });
    const walk = sortedPaths(at('in'));
    expect(walk.next().value?.path).toBe('a/one');
    renameSync(at('in/a'), at('gone'));
    symlinkSync(at('out'), at('in/a'));
    expect(() => [...walk]).toThrow('changed while it was read');
  });
});

describe('where nothing more can be written', () => {
  const limited = (blocks: number, line: string) =>
    spawnSync(
      'bash',
      [
        '-c',
        `ulimit -f ${blocks}; exec "$0" --conditions=assay-source "$@"`,
        process.execPath,
        join(import.meta.dirname, '../../bin/assay.js'),
        ...line.split(' '),
      ],
      { cwd: folder.path, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', ASSAY_ACTOR: 'a' } },
    );

  test('says so, keeps what was there and leaves nothing half-written', async () => {
    writeFolder(at('in'), { a: 'first' });
    await add('in');
    writeFolder(at('in'), { a: 'first', large: 'x'.repeat(6_000_000), small: 'y'.repeat(3_000_000) });
    const run = limited(2000, 'add in --as data --quiet');
    expect(run.status, run.stderr).toBe(2);
    expect(run.stderr).toMatch(/cannot be written: EFBIG/);
    expect(unfinished()).toEqual([]);
    expect((await versionLog(folder.path, 'data', 10, 'a')).versions).toHaveLength(1);
    expect(await damage()).toEqual([]);
    expect((await add('in')).version.number).toBe(2);
  });

  test('a checkout says so, and nothing is where it was to be', async () => {
    writeFolder(at('in'), { large: 'x'.repeat(6_000_000) });
    await add('in');
    const run = limited(2000, 'checkout data --to out --quiet');
    expect(run.status, run.stderr).toBe(2);
    expect(run.stderr).toContain('cannot be written');
    expect(existsSync(at('out'))).toBe(false);
    expect(readdirSync(folder.path).toSorted()).toEqual(['.assay', 'in']);
  });
});

describe('tidying up', () => {
  test('puts back what one that was killed had set aside', async () => {
    writeFolder(at('in'), { a: 'first' });
    const { version } = await add('in');
    const { objects } = repositoryIn(at('.assay'));
    const hex = version.record.tree.slice('sha256:'.length);
    renameSync(objectPath(objects.folder, version.record.tree), at(`.assay/objects/unfinished/${hex}.aside`));
    expect(await damage()).toEqual([]);
    expect(unfinished()).toEqual([]);
  });

  test('lives with leases that are torn, and with ones that end while they are read', () => {
    const folder = at('.assay/objects');
    mkdirSync(join(folder, 'leases'), { recursive: true });
    writeFileSync(join(folder, 'leases/torn'), '{"host": "x", "p');
    writeFileSync(join(folder, 'leases/zeros'), '\0\0\0\0');
    expect(oldestLease(folder, Date.now())).toBeLessThanOrEqual(Date.now());
    expect(oldestLease(folder, Date.now() + 25 * 3_600_000)).toBeUndefined();
    expect(readdirSync(join(folder, 'leases'))).toEqual([]);
    const { pid } = spawnSync('true');
    writeFileSync(join(folder, 'leases/dead'), JSON.stringify({ host: hostname(), pid }));
    expect(oldestLease(folder, Date.now())).toBeUndefined();
  });

  test('takes nothing that is in use where the clock is put back and forth', async () => {
    const { objects } = repositoryIn(at('.assay'));
    const real = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: real });
    await leased(objects.folder, async () => {
      vi.setSystemTime(real - 3_600_000);
      const kept = await objects.put('written while the clock was an hour behind');
      expect(await objects.put('written while the clock was an hour behind')).toBe(kept);
      vi.setSystemTime(real + 60_000);
      await tidyObjects(project(), { graceDays: 0, dryRun: false });
      expect(objects.has(kept)).toBe(true);
    });
    vi.setSystemTime(real + 3_600_000);
    expect((await tidyObjects(project(), { graceDays: 0, dryRun: false })).objects).toBe(1);
  });

  test('stops where the clock is put back while it runs', async () => {
    const { objects } = repositoryIn(at('.assay'));
    const lost = ['one', 'two'].map((text) => objects.put(text));
    const old = new Date(Date.now() - 60_000);
    for (const id of await Promise.all(lost)) utimesSync(objectPath(objects.folder, id), old, old);
    let calls = 0;
    const real = Date.now();
    const now = vi.spyOn(Date, 'now').mockImplementation(() => real - (calls++ > 2 ? 3_600_000 : 0));
    try {
      await expect(tidyObjects(project(), { graceDays: 0, dryRun: false })).rejects.toThrow('put back');
    } finally {
      now.mockRestore();
    }
  });
});

test('an object store on another file system is read, linked from and written to', async () => {
  const other = existsSync('/dev/shm')
    ? mkdtempSync('/dev/shm/assay-')
    : mkdtempSync(join(tmpdir(), 'assay-'));
  try {
    mkdirSync(at('.assay'));
    symlinkSync(other, at('.assay/objects'));
    writeFolder(at('in'), { a: 'first', 'b/c': 'second' });
    await add('in');
    for (const how of ['copy', 'link'] as const) {
      await checkOutVersion(folder.path, { version: 'data', to: how, how, actor: 'a', cwd: folder.path });
      expect(readFileSync(at(how, 'b/c'), 'utf8')).toBe('second');
    }
    expect(await damage()).toEqual([]);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

test('a project that cannot be written to refuses to be added to, in words', async () => {
  writeFolder(at('in'), { a: 'first' });
  writeFileSync(at('.assay'), 'a file where the folder should be');
  const run = await runCli(['add', 'in', '--as', 'data', '--quiet'], { cwd: folder.path });
  expect(run.code, run.stderr).toBe(2);
  expect(run.stderr).not.toContain('bug');
});

describe('what was tampered with', () => {
  test('a tree whose file lies below one of its links writes nothing outside', async () => {
    writeFolder(at('in'), { a: 'first' });
    mkdirSync(at('outside'));
    const { objects } = repositoryIn(at('.assay'));
    const id = await objects.put('stolen');
    const entries: readonly (readonly TreeEntry[])[] = [
      [
        { path: 'x', kind: 'link', to: at('outside') },
        { path: 'x/y', kind: 'file', id, bytes: 6 },
      ],
      [
        { path: 'x', kind: 'link', to: at('outside') },
        { path: 'x/y', kind: 'link', to: 'z' },
      ],
    ];
    for (const hostile of entries) {
      const { tree } = await writeTree(hostile, objects.put);
      const folder = mkdtempSync(at('out-'));
      await expect(handOutTree(repositoryIn(at('.assay')), tree, folder, { how: 'copy' })).rejects.toThrow(
        'two paths of the version are one here',
      );
      expect(readdirSync(at('outside'))).toEqual([]);
    }
  });

  test('a record that the catalog holds otherwise than its object is damage', async () => {
    writeFolder(at('in'), { a: 'first' });
    const { version } = await add('in');
    const db = new Sqlite(at('.assay/catalog.db'));
    db.prepare('UPDATE versions SET record = replace(record, \'"author":"a"\', \'"author":"b"\')').run();
    db.close();
    expect(await damage()).toEqual([{ version: 'data@v1', object: version.id, what: 'damaged' }]);
  });

  test('a catalog with flipped bits is refused, or found to be damaged, or says what it said: it never lies', {
    timeout: 120_000,
  }, async () => {
    writeFolder(at('in'), { a: 'first', b: 'second' });
    await add('in');
    const file = at('.assay/catalog.db');
    const whole = readFileSync(file);
    const random = randomFrom(5);
    const outcomes = { refused: 0, found: 0, same: 0 };
    const said = JSON.stringify((await versionLog(folder.path, 'data', 10, 'a')).versions);
    for (let round = 0; round < 25; round += 1) {
      const bytes = Buffer.from(whole);
      const place = Math.floor(random() * bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
      for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      writeFileSync(file, bytes);
      try {
        const found = await damage();
        const now = JSON.stringify((await versionLog(folder.path, 'data', 10, 'a')).versions);
        if (found.length > 0) outcomes.found += 1;
        else {
          expect(now, `byte ${place}`).toBe(said);
          outcomes.same += 1;
        }
      } catch (cause) {
        if (!(cause instanceof Refusal)) throw cause;
        outcomes.refused += 1;
      }
    }
    expect(outcomes.same).toBeGreaterThan(0);
  });
});

const adder = async (seed: number): Promise<readonly string[]> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'write-versions.ts'), folder.path, 'shared', '3', String(seed)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) lines.push(line);
  return lines;
};

describe.each(places)('eight writers at once on $name', ({ begin }) => {
  test('lose nothing, and none takes the number of another', { timeout: 240_000 }, async () => {
    const place = await begin();
    try {
      writeFileSync(
        at('assay.yaml'),
        `version: 1\n${place.url === undefined ? '' : `catalog: ${JSON.stringify(place.url)}\n`}`,
      );
      const acknowledged = (await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(adder))).flat();
      expect(acknowledged).toHaveLength(24);
      const { versions } = await versionLog(folder.path, 'shared', 100, 'a');
      const numbers = versions.map(({ number }) => number).toReversed();
      expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
      for (const one of acknowledged) expect(numbers).toContain(Number(one.split('@v')[1]));
      expect(await damage()).toEqual([]);
      expect((await verifyAudit(folder.path)).broken).toBeUndefined();
    } finally {
      await place.remove();
    }
  });
});
