// Runs every test (or those named on the command line) with vitest.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './find-node.mjs';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
