import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const assay = resolve(import.meta.dirname, '../bin/assay.js');
const cutOff = ['unshare', '--map-root-user', '--net'];
const canCutOff =
  process.platform === 'linux' && spawnSync(cutOff[0] ?? '', [...cutOff.slice(1), 'true']).status === 0;
const mustRun = process.env.ASSAY_TEST_ALL === '1';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-network-'));
  writeFileSync(
    join(cwd, 'small.csv'),
    `id,temp\n${Array.from({ length: 200 }, (_unused, index) => `${index},${20 + (index % 7)}`).join('\n')}\n`,
  );
  writeFileSync(join(cwd, 'bad.csv'), 'id,temp\n1,20\n1,900\n');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const alone = (...args: readonly string[]) =>
  spawnSync(
    cutOff[0] ?? '',
    [...cutOff.slice(1), process.execPath, '--conditions=assay-source', assay, ...args],
    { cwd, encoding: 'utf8' },
  );

/** Without user namespaces (not Linux, or forbidden) nothing can take the network away: skipped, unless every test must run. */
describe.skipIf(!canCutOff && !mustRun)('with the network taken away', () => {
  test('the whole gate runs: init, check, profile, history, quarantine, report', () => {
    expect(alone('init', 'small.csv')).toMatchObject({ status: 0 });
    expect(alone('check')).toMatchObject({ status: 0 });
    expect(alone('check', 'bad.csv', '-c', 'small.odcs.yaml')).toMatchObject({ status: 1 });
    expect(alone('profile', 'small.csv')).toMatchObject({ status: 0 });
    expect(alone('history', 'small').stdout).toContain('admit');
    expect(alone('quarantine', 'list').stdout).toContain('bad');
    expect(alone('report', '--format', 'md').stdout).toContain('BLOCK');
  });
});
