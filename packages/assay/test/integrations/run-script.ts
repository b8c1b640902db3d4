import { spawn } from 'node:child_process';

export interface ScriptRun {
  readonly code: number;
  /** Standard output and errors, in the order they came. */
  readonly log: string;
}

/** Runs a file of shell commands as a runner of a forge does: the first command that fails ends it. */
export const runScript = (script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<ScriptRun> =>
  new Promise((done, failed) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        log += part.toString();
      });
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 130, log }));
  });
