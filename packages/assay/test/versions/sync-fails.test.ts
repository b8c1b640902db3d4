import { closeSync, openSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { sortedPaths } from '../../src/versions/folders/sorted-paths.ts';
import { takeFiles } from '../../src/versions/objects/take-files.ts';
import { repositoryIn } from '../../src/versions/repository.ts';
import { folderPerTest } from '../support/test-folder.ts';
import { writeFolder } from './random-folder.ts';

const failing = vi.hoisted(() => ({ fdatasync: 0, fsync: 0 }));
const denied = (code: string) => Object.assign(new Error(`${code}: the disk is broken`), { code });

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const oncePerCount =
    (name: 'fdatasync' | 'fsync') => (file: number, done: (cause?: Error | null) => void) => {
      if (failing[name] > 0) {
        failing[name] -= 1;
        setImmediate(() => done(denied('EIO')));
      } else fs[name](file, done);
    };
  // What is written past the cache needs no sync on its way.
  const constants = { ...fs.constants, O_DIRECT: undefined };
  return { ...fs, constants, fdatasync: oncePerCount('fdatasync'), fsync: oncePerCount('fsync') };
});

const { at } = folderPerTest();
const openFiles = (): number => readdirSync('/proc/self/fd').length;

const takingAll = (sync = true) => {
  const { objects } = repositoryIn(at('.assay'));
  const files = [...sortedPaths(at('in'))].flatMap((one) =>
    one.kind === 'file' ? [{ path: one.at, stamp: one.stamp }] : [],
  );
  return takeFiles({ files, folder: objects.folder, at: Date.now(), sync });
};

const left = () => readdirSync(at('.assay/objects')).filter((name) => /^[0-9a-f]{2}$/.test(name));

test('a disk that fails once, while a large file is still read, refuses it: the last sync would not say so again', async () => {
  writeFolder(at('in'), {});
  closeSync(openSync(at('in/large'), 'w'));
  truncateSync(at('in/large'), 80_000_000);
  failing.fdatasync = 1;
  await expect(takingAll()).rejects.toThrow('the disk is broken');
  expect(readdirSync(at('.assay/objects/unfinished'))).toEqual([]);
  expect(left()).toEqual([]);
  await takingAll();
  expect(left()).toHaveLength(1);
});

test('where one of many files cannot be synced none is left, and none stays open', async () => {
  writeFolder(at('in'), {});
  for (let file = 0; file < 60; file += 1) writeFileSync(at(`in/${file}`), `content ${file}`);
  const before = openFiles();
  failing.fsync = 1;
  await expect(takingAll()).rejects.toThrow('the disk is broken');
  expect(readdirSync(at('.assay/objects/unfinished'))).toEqual([]);
  expect(openFiles()).toBe(before);
});

test('where nothing is to be synced the disk is not asked, and all is there', async () => {
  writeFolder(at('in'), { a: 'first', b: 'second' });
  closeSync(openSync(at('in/large'), 'w'));
  truncateSync(at('in/large'), 80_000_000);
  const before = openFiles();
  [failing.fdatasync, failing.fsync] = [1000, 1000];
  await takingAll(false);
  expect(failing).toEqual({ fdatasync: 1000, fsync: 1000 });
  [failing.fdatasync, failing.fsync] = [0, 0];
  expect(left()).toHaveLength(3);
  expect(openFiles()).toBe(before);
});
