import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { here, out } from './paths.ts';

/** What one run of a whole process cost, and what it said. */
export interface Sample {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end in a new empty folder, so that nothing kept from an earlier run can help it. The
 * time is that of the whole process, from its start to its end.
 */
export function measure(command: readonly string[]): Sample {
  const folder = join(out, 'work');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const stdout = join(out, 'stdout.txt');
  const stderr = join(out, 'stderr.txt');
  const wrapper = spawnSync('python3', [join(here, 'measure.py'), stdout, stderr, ...command], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (wrapper.status !== 0) throw new Error(`could not run ${command[0]}: ${wrapper.stderr}`);
  const cost = JSON.parse(wrapper.stdout) as Omit<Sample, 'stdout' | 'stderr'>;
  return { ...cost, stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') };
}

/** The middle value; of an even count, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
