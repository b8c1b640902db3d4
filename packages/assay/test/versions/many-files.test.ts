import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { ObjectId } from '../../src/domain/object-id.ts';
import { addVersion } from '../../src/operations/versions/add.ts';
import { checkOutVersion } from '../../src/operations/versions/check-out.ts';
import { tidyObjects } from '../../src/operations/versions/tidy.ts';
import { verifyVersions } from '../../src/operations/versions/verify.ts';
import { readProject } from '../../src/project/project.ts';
import { hashFile } from '../../src/versions/objects/inspect.ts';
import { objectPath } from '../../src/versions/objects/object-path.ts';
import { together } from '../../src/versions/objects/together.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const folder = folderPerTest();
const { at } = folder;
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+w', folder.path]);
});

const add = () =>
  addVersion(readProject(folder.path, { env: {}, vars: {} }), {
    path: 'in',
    name: 'data',
    author: 'a',
    cwd: folder.path,
  });
const checkOut = (to: string, more: object = {}) =>
  checkOutVersion(folder.path, { version: 'data', to, actor: 'a', cwd: folder.path, ...more });

/** More than one thread takes at once, and two files that are read in parts. */
const manyFiles = (): void => {
  writeFolder(at('in'), {
    ...Object.fromEntries(
      Array.from({ length: 600 }, (_none, index) => [`f${index % 7}/${index}`, `${index}`]),
    ),
    'large/one': 'one '.repeat(2_500_000),
    'large/two': 'two '.repeat(1_048_576),
  });
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );

const same = (out: string): boolean => {
  const files = filesIn(at('in'));
  return (
    files.length === filesIn(at(out)).length &&
    files.every((path) => readFileSync(at('in', path)).equals(readFileSync(at(out, path))))
  );
};

const flip = async (path: string): Promise<ObjectId> => {
  const id = await hashFile(at('in', path));
  const object = objectPath(at('.assay/objects'), id);
  const bytes = readFileSync(object);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  chmodSync(object, 0o644);
  writeFileSync(object, bytes);
  return id;
};

describe('a version of many files and large ones', () => {
  test('comes back byte for byte, by copies and by links, and is whole', async () => {
    manyFiles();
    await add();
    const said: number[] = [];
    await checkOut('out', { onProgress: ({ files }: { files: number }) => said.push(files) });
    await checkOut('linked', { how: 'link' });
    expect([same('out'), same('linked')]).toEqual([true, true]);
    expect([said[0], said.at(-1)]).toEqual([0, 602]);
    expect(await verifyVersions(folder.path, { deep: true })).toMatchObject({
      damage: [],
      bytes: 14_195_994,
    });
  });

  test('is not written where any bit is flipped, in whatever thread it is found', {
    timeout: 120_000,
  }, async () => {
    manyFiles();
    await add();
    for (const path of ['f0/0', 'f4/599', 'large/one', 'large/two']) {
      const id = await flip(path);
      for (const how of ['copy', 'link'])
        await expect(checkOut('out', { how }), path).rejects.toThrow(`object ${id} is damaged`);
      expect(existsSync(at('out'))).toBe(false);
      const { damage } = await verifyVersions(folder.path, { deep: true });
      expect(damage).toEqual([{ version: 'data@v1', path, object: id, what: 'damaged' }]);
      rmSync(objectPath(at('.assay/objects'), id));
      await expect(checkOut('out'), path).rejects.toThrow(`object ${id} is missing`);
      copyFileSync(at('in', path), objectPath(at('.assay/objects'), id));
    }
    expect(readdirSync(folder.path).toSorted()).toEqual(['.assay', 'in']);
  });

  test('that shares a damaged file with another is told of as that one is', async () => {
    manyFiles();
    await add();
    writeFileSync(at('in/f1/another'), 'new');
    await add();
    const object = await flip('f3/10');
    const { damage } = await verifyVersions(folder.path, { deep: true });
    expect(damage.map(({ version, object: of }) => [version, of])).toEqual([
      ['data@v2', object],
      ['data@v1', object],
    ]);
  });

  test('is readable for nobody else where its owner says so', async () => {
    writeFolder(at('in'), { a: '1' });
    writeFileSync(at('in/run'), '2', { mode: 0o755 });
    await add();
    const bin = join(import.meta.dirname, '../../bin/assay.js');
    const line = `umask 077; "$0" --conditions=assay-source "${bin}" checkout data --to out --quiet`;
    const { status, stderr } = spawnSync('bash', ['-c', line, process.execPath], {
      cwd: folder.path,
      env: { ...process.env, ASSAY_ACTOR: 'a' },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    const modes = ['a', 'run'].map((name) => statSync(at('out', name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o700]);
  });
});

test('a file with long holes takes the room of what is in it, as an object and checked out', async () => {
  writeFolder(at('in'), {});
  const file = openSync(at('in/sparse'), 'w');
  writeSync(file, 'begin', 0);
  writeSync(file, 'middle', 30_000_000);
  ftruncateSync(file, 100_000_000);
  closeSync(file);
  await add();
  await checkOut('out');
  expect(same('out')).toBe(true);
  const object = objectPath(at('.assay/objects'), await hashFile(at('in/sparse')));
  for (const path of [object, at('out/sparse')]) {
    const { size, blocks } = statSync(path);
    expect(size).toBe(100_000_000);
    expect(blocks * 512, path).toBeLessThan(20_000_000);
  }
  expect((await verifyVersions(folder.path, { deep: true })).damage).toEqual([]);
});

test('an interruption is heard while a large file is read or written, and nothing unfinished is left', async () => {
  mkdirSync(at('in'));
  writeFileSync(at('in/sparse'), '');
  truncateSync(at('in/sparse'), 40_000_000);
  await add();
  const controlled = (path: string, interruption: AbortController) =>
    addVersion(readProject(folder.path, { env: {}, vars: {} }), {
      path,
      name: 'large',
      author: 'a',
      cwd: folder.path,
      signal: interruption.signal,
      onTaken: () => setImmediate(() => interruption.abort()),
    });
  for (const files of [1, 3]) {
    rmSync(at('in'), { recursive: true });
    mkdirSync(at('in'));
    for (let file = 0; file < files; file += 1) {
      writeFileSync(at(`in/${file}`), `${file}`);
      truncateSync(at(`in/${file}`), 2_000_000_000_000);
    }
    await expect(controlled('in', new AbortController())).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(at('.assay/objects/unfinished'))).toEqual([]);
  }
  const interruption = new AbortController();
  const progress = {
    signal: interruption.signal,
    onProgress: () => setImmediate(() => interruption.abort()),
  };
  await expect(checkOut('out', progress)).rejects.toThrow('interrupted');
  expect(existsSync(at('out'))).toBe(false);
});

test('what works together ends together: nothing goes on behind a failure, and nothing is begun after it', async () => {
  const ended: number[] = [];
  const work = async (one: number): Promise<void> => {
    if (one === 2) throw new Error('two failed');
    await new Promise((resolve) => setTimeout(resolve, 20));
    ended.push(one);
  };
  await expect(together([1, 2, 3, 4, 5], 2, work)).rejects.toThrow('two failed');
  expect(ended).toEqual([1]);
});

test('gc says how far it is, and an interrupted one has taken nothing that a version needs', async () => {
  manyFiles();
  await add();
  const project = readProject(folder.path, { env: {}, vars: {} });
  const said: number[] = [];
  const { kept } = await tidyObjects(project, {
    graceDays: 0,
    dryRun: false,
    onProgress: (objects) => said.push(objects),
  });
  expect(kept).toBe((await verifyVersions(folder.path, { deep: false })).objects);
  expect(said).toContain(kept);
  expect(said.at(-1)).toBeGreaterThan(500);
  const interruption = new AbortController();
  const interrupted = tidyObjects(project, {
    graceDays: 0,
    dryRun: false,
    signal: interruption.signal,
    onProgress: (objects) => {
      if (objects > 300) interruption.abort();
    },
  });
  await expect(interrupted).rejects.toThrow('aborted');
  expect((await verifyVersions(folder.path, { deep: true })).damage).toEqual([]);
});
