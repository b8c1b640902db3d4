import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeData } from '../../../examples/sensors/make-data.ts';
import { check, report } from '../src/index.ts';
import { root } from './support/markdown-pages.ts';

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-readme-'));
  for (const file of ['assay.yaml', 'readings.odcs.yaml'])
    copyFileSync(join(root, 'examples/sensors', file), join(cwd, file));
  makeData(join(cwd, 'data'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Without what differs from run to run. */
const steady = (line: string): string =>
  line.replace(/\d+\.\d s$/, 'S s').replace(/quarantine\/[^/]+\//, 'quarantine/RUN/');

test('the README shows what a real run prints, in its order', async () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, block = ''] = /```console\n\$ .*\n([\s\S]*?)```/.exec(readme) ?? [];
  const shown = block.split('\n').filter((line) => line !== '' && line !== '…');
  const run = await check({
    source: 'data/readings-broken.csv',
    contract: 'readings.odcs.yaml#readings',
    cwd,
  });
  const printed = report(run, 'text', { width: 100 }).split('\n').map(steady);
  expect(shown.length).toBeGreaterThan(5);
  expect(printed.filter((line) => shown.map(steady).includes(line))).toEqual(shown.map(steady));
});
