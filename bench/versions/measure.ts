import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { here as check } from '../check/paths.ts';

/** What one run of a whole process cost. */
export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

/** Runs a command to its end in a folder, and throws where it fails. */
export const costOf = (command: readonly string[], cwd: string): Cost => {
  const [stdout, stderr] = [join(cwd, '..', 'stdout.txt'), join(cwd, '..', 'stderr.txt')];
  const env = { ...process.env, DVC_SITE_CACHE_DIR: join(cwd, '.site'), DVC_NO_ANALYTICS: '1' };
  const done = spawnSync('python3', [join(check, 'measure.py'), stdout, stderr, ...command], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`could not run ${command[0]}: ${done.stderr}`);
  const { exit, ...cost } = JSON.parse(done.stdout) as Cost & { readonly exit: number };
  if (exit !== 0) throw new Error(`${command.join(' ')} ended with ${exit}: ${readFileSync(stderr, 'utf8')}`);
  return cost;
};
