import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gitStateOf } from '../../src/operations/versions/origin/git-state.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-git-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (at: string, ...args: readonly string[]): string =>
  execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@plant', '-c', 'protocol.file.allow=always', ...args],
    { cwd: at, stdio: 'pipe' },
  ).toString();
const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
const begin = (name: string): string => {
  const at = join(folder, name);
  mkdirSync(join(at, 'below'), { recursive: true });
  git(at, 'init', '-q');
  write(`${name}/a.ts`, 'one\n');
  write(`${name}/below/b.ts`, 'two\n');
  git(at, 'add', '.');
  git(at, 'commit', '-qm', 'first');
  return at;
};
const dirtyOf = async (at: string): Promise<string | undefined> => {
  const state = await gitStateOf(at);
  return state !== undefined && 'commit' in state ? state.dirty : JSON.stringify(state);
};

test('equal changes have an equal hash, whatever Git is set to, and wherever one stands', async () => {
  const at = begin('code');
  write('code/a.ts', 'changed\n');
  write('code/below/b.ts', 'changed too\n');
  const dirty = await dirtyOf(at);
  expect(dirty).toMatch(/^sha256:/);
  for (const [name, value] of [
    ['diff.noprefix', 'true'],
    ['diff.relative', 'true'],
    ['diff.algorithm', 'patience'],
    ['diff.context', '9'],
    ['core.abbrev', '20'],
    ['diff.orderFile', '/nonexistent'],
  ] as const)
    git(at, 'config', name, value);
  expect(await dirtyOf(at)).toBe(dirty);
  expect(await dirtyOf(join(at, 'below'))).toBe(dirty);
});

test('changes within a submodule are changes, each its own', async () => {
  const library = begin('library');
  const at = begin('code');
  git(at, 'submodule', 'add', '-q', library, 'library');
  git(at, 'commit', '-qm', 'library');
  expect(await dirtyOf(at)).toBeUndefined();
  write('code/library/a.ts', 'changed\n');
  const first = await dirtyOf(at);
  write('code/library/a.ts', 'changed otherwise\n');
  const second = await dirtyOf(at);
  expect(new Set([undefined, first, second]).size).toBe(3);
  expect(await gitStateOf(join(at, 'library'))).toMatchObject({
    commit: git(library, 'rev-parse', 'HEAD').trim(),
  });
});

test('a worktree has the commit that it has out; without a repository or a commit there is none', async () => {
  const at = begin('code');
  git(at, 'worktree', 'add', '-q', '-b', 'other', join(folder, 'beside'));
  write('beside/a.ts', 'other\n');
  git(join(folder, 'beside'), 'commit', '-qam', 'other');
  const commit = git(join(folder, 'beside'), 'rev-parse', 'HEAD').trim();
  expect(await gitStateOf(join(folder, 'beside'))).toEqual({ commit });
  expect(await gitStateOf(folder)).toBeUndefined();
  mkdirSync(join(folder, 'empty'));
  git(join(folder, 'empty'), 'init', '-q');
  expect(await gitStateOf(join(folder, 'empty'))).toBeUndefined();
});
