import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a process does, until it is killed. */
export interface Doing {
  readonly kind: string;
  readonly home: string;
  readonly seed: number;
}

/** When a process is killed: so many milliseconds after so many things were acknowledged. */
export interface Point {
  readonly acknowledged: number;
  readonly millis: number;
}

export interface Killed {
  readonly lines: readonly string[];
  /** Of what was done whole, in milliseconds. */
  readonly durations: readonly number[];
  /** Undefined where it was killed; else what it said before it ended by itself. */
  readonly ended?: string;
}

/** Lets a process work until a point, and kills it there, with whatever else is to be killed. */
export const kill = async (
  { kind, home, seed }: Doing,
  { acknowledged, millis }: Point,
  alsoKill: () => Promise<void> = async () => undefined,
): Promise<Killed> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'act.ts'), kind, home, String(seed)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'assay-kill-compiled') },
  });
  const closed = once(child, 'close');
  const lines: string[] = [];
  const durations: number[] = [];
  let [stderr, last, isDue] = ['', 0, false];
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  let others: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await sleep(millis);
    others = alsoKill();
    child.kill('SIGKILL');
  };
  for await (const line of createInterface(child.stdout)) {
    const now = performance.now();
    if (line !== 'ready') {
      lines.push(line);
      durations.push(now - last);
    }
    last = now;
    if (isDue || lines.length < acknowledged) continue;
    isDue = true;
    void end();
  }
  const [, signal] = await closed;
  await others;
  return { lines, durations, ...(signal === 'SIGKILL' ? {} : { ended: stderr }) };
};
