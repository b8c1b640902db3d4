import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Problem, Refusal } from '../../domain/problem.ts';
import { workerFile } from '../worker-file.ts';
import { stopOn } from './stop.ts';
import { ChangedMeanwhile } from './taken.ts';
import { type Orders, type Results, type Work, works } from './works.ts';

/** What a thread is asked for. */
export interface Asked<W extends Work> {
  readonly number: number;
  readonly work: W;
  readonly order: Orders[W];
}

export type Answer<W extends Work> = { readonly number: number } & (
  | { readonly result: Results[W] }
  | { readonly changed: string }
  | { readonly refused: readonly Problem[] }
  | { readonly failed: { readonly message: string; readonly code: string; readonly path?: string } }
);

/** Works on the bytes of many files in several threads. */
export interface WorkPool<W extends Work> {
  /** How many orders keep all threads busy. */
  readonly atOnce: number;
  readonly ask: (order: Orders[W]) => Promise<Results[W]>;
  /** Whether anything was asked for yet. */
  readonly wasAsked: () => boolean;
  readonly close: () => Promise<void>;
}

const causeOf = (answer: Exclude<Answer<Work>, { readonly result: unknown }>): Error => {
  if ('changed' in answer) return new ChangedMeanwhile(answer.changed);
  if ('refused' in answer) return new Refusal(answer.refused);
  const { message, ...more } = answer.failed;
  return Object.assign(new Error(message), more);
};

interface Waiting<W extends Work> {
  readonly resolve: (result: Results[W]) => void;
  readonly reject: (cause: unknown) => void;
}

/** What a thread throws away may lie about for so long: it is not much, and each thread has its own. */
const youngMegabytes = 12;

const startThread = <W extends Work>(work: W) => {
  const worker = new Worker(workerFile('objects/object-worker'), {
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  const waiting = new Map<number, Waiting<W>>();
  let number = 0;
  worker.on('message', (answer: Answer<W>) => {
    const one = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('result' in answer) one?.resolve(answer.result);
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
    ask: (order: Orders[W]) =>
      new Promise<Results[W]>((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        number += 1;
        waiting.set(number, { resolve, reject });
        worker.postMessage({ number, work, order } satisfies Asked<W>);
      }),
    close: async () => void (await worker.terminate()),
  };
};

/** A first order is done here: most have no second. Threads are started for those that come while it waits. */
export const workPool = <W extends Work>(work: W, signal?: AbortSignal): WorkPool<W> => {
  const most = availableParallelism();
  const stop = stopOn(signal);
  const threads: ReturnType<typeof startThread<W>>[] = [];
  let isFirst = true;
  return {
    atOnce: most + 1,
    ask: (given) => {
      const order = { ...given, stop };
      if (isFirst) {
        isFirst = false;
        return works[work](order);
      }
      const [idle] = threads.toSorted((one, other) => one.busy() - other.busy());
      if (idle !== undefined && (idle.busy() === 0 || threads.length >= most)) return idle.ask(order);
      const thread = startThread(work);
      threads.push(thread);
      return thread.ask(order);
    },
    wasAsked: () => !isFirst,
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
  };
};
