import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const assay = resolve(import.meta.dirname, '../../bin/assay.js');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Sent as soon as this text shows on standard error. */
  readonly interruptWhen?: RegExp;
  readonly interruptBy?: NodeJS.Signals;
}

/** Runs the command line of the checkout in its own process. */
export const runCli = (args: readonly string[], options: CliOptions): Promise<CliResult> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--conditions=assay-source', assay, ...args], {
      cwd: options.cwd,
      env: { ...process.env, NO_COLOR: '1', ...options.env },
    });
    let stdout = '';
    let stderr = '';
    let interrupted = false;
    child.stdout.on('data', (part: Buffer) => {
      stdout += part.toString();
    });
    child.stderr.on('data', (part: Buffer) => {
      stderr += part.toString();
      if (!interrupted && options.interruptWhen?.test(stderr) === true)
        interrupted = child.kill(options.interruptBy ?? 'SIGINT');
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
