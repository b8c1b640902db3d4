import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../support/markdown-pages.ts';
import { gatedFolder, write } from './gated-folder.ts';

const environment = join(root, '.node', 'pre-commit');
const tool = join(environment, process.platform === 'win32' ? 'Scripts/pre-commit.exe' : 'bin/pre-commit');

/** The pre-commit tool in a Python environment of its own, kept between runs; false where Python or its registry is absent. */
const hasTool = (): boolean => {
  if (existsSync(tool)) return true;
  mkdirSync(dirname(environment), { recursive: true });
  const made = spawnSync('python3', ['-m', 'venv', environment], { stdio: 'ignore' });
  if (made.status !== 0) return false;
  const python = join(dirname(tool), 'python3');
  return (
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'pre-commit==4.*'], { stdio: 'ignore' }).status ===
    0
  );
};

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], {
    cwd,
    encoding: 'utf8',
  });

/** The hooks as a repository of their own, whose sources and installed packages are those of this checkout. */
const hookRepository = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-hooks-'));
  for (const path of [
    '.pre-commit-hooks.yaml',
    'integrations/pre-commit',
    'scripts/find-node.mjs',
    'packages/assay/bin',
  ])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  for (const path of ['node_modules', 'packages/assay/src'])
    symlinkSync(join(root, path), join(folder, path));
  git(folder, 'init', '--quiet');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '-m', 'hooks');
  return folder;
};

const real = hasTool();

describe.skipIf(!real)('hooks run by the pre-commit tool itself', () => {
  let hooks = '';
  let folder = '';
  let home = '';
  beforeAll(() => {
    hooks = hookRepository();
    folder = gatedFolder();
    home = mkdtempSync(join(tmpdir(), 'assay-pre-commit-'));
    const config = `repos:\n  - repo: ${hooks}\n    rev: ${git(hooks, 'rev-parse', 'HEAD').trim()}\n    hooks: [{id: assay-check}, {id: assay-contract-lint}]\n`;
    writeFileSync(join(folder, '.pre-commit-config.yaml'), config);
  });
  afterAll(() => {
    for (const one of [hooks, folder, home]) rmSync(one, { recursive: true, force: true });
  });

  /** What `git commit` would run, on what is staged. */
  const staged = () => {
    git(folder, 'add', '.');
    return spawnSync(tool, ['run', '--color', 'never'], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        PRE_COMMIT_HOME: home,
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      },
    });
  };

  test('skip what is no data and no contract', () => {
    const { status, stdout } = staged();
    expect(status, stdout).toBe(0);
    expect(stdout.match(/\(no files to check\)Skipped/g)).toHaveLength(2);
  });

  test('stop data that their dataset’s contract blocks, and say why', () => {
    write(folder, 'block');
    const { status, stdout } = staged();
    expect(status).toBe(1);
    expect(stdout).toMatch(/assay check\.+Failed\n- hook id: assay-check\n- exit code: 1/);
    expect(stdout).toContain('2 values above 31 of 3');
  });

  test('let data pass that hold, and leave nothing to commit', () => {
    write(folder, 'warn');
    const { status, stdout } = staged();
    expect([status, stdout]).toEqual([0, expect.stringMatching(/assay check\.+Passed/)]);
    expect(git(folder, 'status', '--porcelain', '--untracked-files=all')).not.toContain('.assay');
  });

  test('stop a contract that is none, with its line', () => {
    writeFileSync(join(folder, 'new.odcs.yaml'), 'apiVersion: v3.1.0\nkind: DataContract\nscheme: []\n');
    const { status, stdout } = staged();
    expect(status).toBe(1);
    expect(stdout).toMatch(/assay contract lint\.+Failed\n- hook id: assay-contract-lint\n- exit code: 2/);
    expect(stdout).toMatch(/new\.odcs\.yaml:3/);
  });
});

describe.skipIf(real)('hook entries run as the pre-commit tool would, which is not to be had here', () => {
  const hooks = z
    .array(z.object({ id: z.string(), entry: z.string(), language: z.literal('script') }))
    .parse(parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')));

  test.each([
    ['assay-check', 'data/readings.csv', 1, '2 values above 31 of 3'],
    ['assay-contract-lint', 'readings.odcs.yaml', 0, ''],
  ])('%s of %s', (id, file, code, words) => {
    const folder = gatedFolder();
    try {
      write(folder, 'block');
      const [script = '', ...args] = hooks.find((hook) => hook.id === id)?.entry.split(' ') ?? [];
      const run = spawnSync(join(root, script), [...args, file], { cwd: folder, encoding: 'utf8' });
      expect([run.status, run.stdout]).toEqual([code, expect.stringContaining(words)]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
