import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Problem, Refusal } from '../../domain/problem.ts';
import { workerFile } from '../worker-file.ts';
import type { ToTake } from './take-file.ts';
import { type TakenFile, type TakeOrder, takeFiles } from './take-files.ts';
import { ChangedMeanwhile } from './taken.ts';
import { useTime } from './use-time.ts';

/** Files that a worker takes together. */
export interface Order {
  readonly number: number;
  readonly order: TakeOrder;
}

export type Answer = { readonly number: number } & (
  | { readonly taken: readonly TakenFile[] }
  | { readonly changed: string }
  | { readonly refused: readonly Problem[] }
  | { readonly failed: { readonly message: string; readonly code: string; readonly path: string } }
);

/** Takes files in several threads. */
export interface TakePool {
  readonly take: (files: readonly ToTake[]) => Promise<readonly TakenFile[]>;
  /** Whether anything was taken yet. */
  readonly hasTaken: () => boolean;
  readonly close: () => Promise<void>;
}

const causeOf = (answer: Exclude<Answer, { readonly taken: unknown }>): Error => {
  if ('changed' in answer) return new ChangedMeanwhile(answer.changed);
  if ('refused' in answer) return new Refusal(answer.refused);
  const { message, code, path } = answer.failed;
  return Object.assign(new Error(message), { code, path });
};

interface Waiting {
  readonly resolve: (taken: readonly TakenFile[]) => void;
  readonly reject: (cause: unknown) => void;
}

const startThread = () => {
  const worker = new Worker(workerFile('objects/take-worker'));
  const waiting = new Map<number, Waiting>();
  let number = 0;
  worker.on('message', (answer: Answer) => {
    const one = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('taken' in answer) one?.resolve(answer.taken);
    else one?.reject(causeOf(answer));
  });
  let ended: Error | undefined;
  const end = (cause: Error): void => {
    ended ??= cause;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('error', end);
  worker.on('exit', () => end(new Error('a thread ended before its work did')));
  return {
    busy: () => waiting.size,
    take: (order: TakeOrder) =>
      new Promise<readonly TakenFile[]>((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        number += 1;
        waiting.set(number, { resolve, reject });
        worker.postMessage({ number, order } satisfies Order);
      }),
    close: async () => void (await worker.terminate()),
  };
};

/** A first order is done here: most have no second. Threads are started for those that come while it waits. */
export const takePool = (folder: string, most = availableParallelism()): TakePool => {
  const threads: ReturnType<typeof startThread>[] = [];
  let isFirst = true;
  return {
    take: (files) => {
      const order: TakeOrder = { files, folder, at: useTime() };
      if (isFirst) {
        isFirst = false;
        return takeFiles(order);
      }
      const [idle] = threads.toSorted((one, other) => one.busy() - other.busy());
      if (idle !== undefined && (idle.busy() === 0 || threads.length >= most)) return idle.take(order);
      const thread = startThread();
      threads.push(thread);
      return thread.take(order);
    },
    hasTaken: () => !isFirst,
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
  };
};
