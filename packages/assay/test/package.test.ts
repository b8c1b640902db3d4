import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { assayVersion } from '../src/domain/version.ts';
import { smallContract } from './support/contract-text.ts';
import { installPacked, nodeOf } from './support/packed.ts';

const script = `import { check } from 'assay';
const run = await check({ source: 'small.csv', contract: 'small.odcs.yaml', keep: false });
console.log(run.decision, run.verdicts.filter(({ status }) => status === 'fail').map(({ rule }) => rule).join());
`;

let folder = '';
const assay = (node: string, ...args: readonly string[]) =>
  spawnSync(node, [join(folder, 'node_modules/assay/bin/assay.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

beforeAll(() => {
  folder = installPacked();
  writeFileSync(join(folder, 'small.odcs.yaml'), smallContract);
  writeFileSync(join(folder, 'small.csv'), 'id,temp\n1,20.5\n2,99\n');
  writeFileSync(join(folder, 'library.mjs'), script);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the version in the code is that of the package', () => {
  expect(assayVersion).toBe(packageJson.version);
});

describe.each([22, 24])('the packed package on Node %i', (major) => {
  const node = nodeOf(major);

  test('gates a file and blocks it with exit code 1', () => {
    const run = assay(node, 'check', 'small.csv', '-c', 'small.odcs.yaml', '--json');
    expect(run.stderr).toBe('');
    expect(run.status).toBe(1);
    const found = JSON.parse(run.stdout);
    expect(found.decision).toBe('block');
    expect(found.verdicts.filter((verdict: { status: string }) => verdict.status === 'fail')).toMatchObject([
      { rule: 'small.temp/range', count: 1 },
    ]);
  });

  test('says its version, and 2 for a command it does not know', () => {
    expect(assay(node, '--version').stdout.trim()).toBe(assayVersion);
    expect(assay(node, 'chekc').status).toBe(2);
  });

  test('keeps versions, in threads of its own', () => {
    const many = join(folder, `many-${major}`);
    mkdirSync(many);
    for (let file = 0; file < 300; file += 1) writeFileSync(join(many, `f${file}`), `${file}`);
    const added = assay(node, 'add', many, '--as', `many-${major}`, '--json', '--quiet');
    expect(added.stderr).toBe('');
    expect(JSON.parse(added.stdout)).toMatchObject({ isNew: true, version: { record: { files: 300 } } });
    expect(assay(node, 'verify', `many-${major}`, '--deep').status).toBe(0);
  });

  test('is a library too', () => {
    const run = spawnSync(node, ['library.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(run.stdout.trim()).toBe('block small.temp/range');
  });
});
