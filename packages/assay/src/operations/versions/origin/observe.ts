import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { refuse } from '../../../domain/problem.ts';
import { shellWord } from '../../../domain/shell-word.ts';

export interface Observe {
  readonly command: readonly string[];
  readonly cwd: string;
  /** Sends what the command prints to standard error, since standard output is for a machine. */
  readonly quietOutput: boolean;
  readonly signal?: AbortSignal;
}

export interface Observed {
  readonly startedAt: string;
  readonly seconds: number;
  readonly exitCode: number;
}

const isAbort = (cause: unknown): boolean => cause instanceof Error && cause.name === 'AbortError';

/** Runs a command to its end. Throws `Refusal` where it cannot be started, or says that it failed. */
export const observe = async ({ command, cwd, quietOutput, signal }: Observe): Promise<Observed> => {
  const [file = '', ...args] = command;
  const startedAt = new Date().toISOString();
  const began = performance.now();
  const child = spawn(file, args, { cwd, stdio: ['inherit', quietOutput ? 2 : 'inherit', 'inherit'] });
  const stop = (): void => void child.kill('SIGTERM');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const [code, by]: readonly unknown[] = await once(child, 'close');
    signal?.throwIfAborted();
    if (code !== 0)
      refuse(
        'execution-failed',
        `${shellWord(file)} ended with ${typeof code === 'number' ? `exit code ${code}` : String(by)}`,
        'nothing was added; see what it printed',
      );
    return { startedAt, seconds: (performance.now() - began) / 1000, exitCode: 0 };
  } catch (cause) {
    if (isAbort(cause) || !(cause instanceof Error) || !('syscall' in cause)) throw cause;
    return refuse(
      'execution-failed',
      `${shellWord(file)} cannot be started: ${cause.message}`,
      'nothing was added; write the command after --',
      {},
      cause,
    );
  } finally {
    signal?.removeEventListener('abort', stop);
  }
};
