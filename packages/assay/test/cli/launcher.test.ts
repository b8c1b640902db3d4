import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'assay-launcher-'));
  mkdirSync(join(home, 'bin'));
  copyFileSync(resolve(import.meta.dirname, '../../bin/assay.js'), join(home, 'bin/assay.js'));
  writeFileSync(join(home, 'package.json'), '{"type": "module"}');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const launch = () => spawnSync(process.execPath, [join(home, 'bin/assay.js'), 'check'], { encoding: 'utf8' });

test('an installation that cannot start does not end with the exit code of a block', () => {
  const { status, stderr } = launch();
  expect([status, stderr.includes('its files are damaged')]).toEqual([70, true]);
});

test('an error that nobody catches does not either', () => {
  mkdirSync(join(home, 'dist/cli'), { recursive: true });
  writeFileSync(
    join(home, 'dist/cli/main.js'),
    'export const main = async () => { throw new Error("oh"); };',
  );
  const { status, stderr } = launch();
  expect([status, stderr.includes('oh')]).toEqual([70, true]);
});
