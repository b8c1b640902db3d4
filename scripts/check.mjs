// What CI does, in one command: generated files current, format and lint, types, dead code, package shape, tests.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './find-node.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const steps = [
  ['generated files', process.execPath, ['scripts/gen.ts', '--check']],
  ['format and lint', bin('biome'), ['check', '.']],
  ['types', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['types of the web pages', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'apps/web']],
  ['dead code', bin('knip'), []],
  ['build', process.execPath, ['scripts/build.mjs']],
  ['package shape', bin('publint'), ['packages/assay', '--strict']],
  ['tests', process.execPath, ['scripts/test.mjs']],
];
const only = process.argv[2] === '--fast' ? steps.slice(0, -1) : steps;
for (const [name, command, args] of only) {
  console.error(`\n▸ ${name}`);
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) {
    console.error(`✗ ${name} failed`);
    process.exit(done.status ?? 1);
  }
}
