// Starts assay, and knows where a step keeps what it writes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { variable } from './workflow.mjs';

const folder = mkdtempSync(join(variable('RUNNER_TEMP'), 'assay-report-'));
export const at = (name) => join(folder, name);
export const runFile = at('run.json');
export const kept = join(variable('RUNNER_TEMP'), 'assay-base', 'run.json');

/** An option of the command line, where the input is not empty. */
export const option = (name, variableName) => {
  const value = process.env[variableName] ?? '';
  return value === '' ? [] : [name, value];
};
export const project = option('--project', 'ASSAY_PROJECT');

/** Runs assay and returns its exit code; standard output goes to `stdout`. */
export const assay = (args, stdout) => {
  const done = spawnSync(process.execPath, [variable('ASSAY_BIN'), ...args], {
    stdio: ['ignore', stdout, 'inherit'],
  });
  if (done.error !== undefined) throw done.error;
  return done.status ?? 130;
};
