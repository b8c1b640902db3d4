import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../worker-file.ts';
import { type TakenFile, type ToTake, takeFiles } from './take-files.ts';
import { ChangedMeanwhile } from './taken.ts';

/** Files that a worker takes together. */
export interface Order {
  readonly number: number;
  readonly files: readonly ToTake[];
  readonly folder: string;
}

export type Answer = { readonly number: number } & (
  | { readonly taken: readonly TakenFile[] }
  | { readonly changed: string }
  | { readonly failed: { readonly message: string; readonly code: string; readonly path: string } }
);

/** Takes files in several threads. */
export interface TakePool {
  readonly take: (files: readonly ToTake[]) => Promise<readonly TakenFile[]>;
  readonly close: () => Promise<void>;
}

const causeOf = (answer: Exclude<Answer, { readonly taken: unknown }>): Error => {
  if ('changed' in answer) return new ChangedMeanwhile(answer.changed);
  const { message, code, path } = answer.failed;
  return Object.assign(new Error(message), { code, path });
};

interface Waiting {
  readonly resolve: (taken: readonly TakenFile[]) => void;
  readonly reject: (cause: unknown) => void;
}

const startThread = (folder: string) => {
  const worker = new Worker(workerFile('objects/take-worker'));
  const waiting = new Map<number, Waiting>();
  let number = 0;
  worker.on('message', (answer: Answer) => {
    const one = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('taken' in answer) one?.resolve(answer.taken);
    else one?.reject(causeOf(answer));
  });
  worker.on('error', (cause) => {
    for (const { reject } of waiting.values()) reject(cause);
  });
  return {
    busy: () => waiting.size,
    take: (files: readonly ToTake[]) =>
      new Promise<readonly TakenFile[]>((resolve, reject) => {
        number += 1;
        waiting.set(number, { resolve, reject });
        worker.postMessage({ number, files, folder } satisfies Order);
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
      if (isFirst) {
        isFirst = false;
        return takeFiles(files, folder);
      }
      const [idle] = threads.toSorted((one, other) => one.busy() - other.busy());
      if (idle !== undefined && (idle.busy() === 0 || threads.length >= most)) return idle.take(files);
      const thread = startThread(folder);
      threads.push(thread);
      return thread.take(files);
    },
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
  };
};
