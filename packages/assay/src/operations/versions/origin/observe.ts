import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
  /** Absent where it was ended by a signal, or could not be started. */
  readonly exitCode?: number;
  /** What is wrong with it, in words; absent where it ended as it should. */
  readonly failed?: string;
}

const isUnstarted = (cause: unknown): cause is Error => cause instanceof Error && 'syscall' in cause;

/** Runs a command to its end, and says how that was; it is asked to end where it is interrupted. */
export const observe = async ({ command, cwd, quietOutput, signal }: Observe): Promise<Observed> => {
  const [file = '', ...args] = command;
  signal?.throwIfAborted();
  const startedAt = new Date().toISOString();
  const began = performance.now();
  const child = spawn(file, args, { cwd, stdio: ['inherit', quietOutput ? 2 : 'inherit', 'inherit'] });
  const stop = (): void => void child.kill('SIGTERM');
  signal?.addEventListener('abort', stop, { once: true });
  const told = (how: Pick<Observed, 'exitCode' | 'failed'>): Observed => ({
    startedAt,
    seconds: (performance.now() - began) / 1000,
    ...how,
  });
  try {
    const [code, by]: readonly unknown[] = await once(child, 'close');
    if (typeof code !== 'number') return told({ failed: `${shellWord(file)} ended with ${String(by)}` });
    if (code === 0) return told({ exitCode: 0 });
    return told({ exitCode: code, failed: `${shellWord(file)} ended with exit code ${code}` });
  } catch (cause) {
    if (!isUnstarted(cause)) throw cause;
    return told({ failed: `${shellWord(file)} cannot be started: ${cause.message}` });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
};
