// Compiles the package into `packages/assay/dist`.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './find-node.mjs';

rmSync(join(root, 'packages/assay/dist'), { recursive: true, force: true });
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const run = spawnSync(process.execPath, [tsc, '-p', join(root, 'packages/assay/tsconfig.build.json')], {
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
