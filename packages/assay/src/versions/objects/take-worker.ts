import { parentPort } from 'node:worker_threads';
import { invariant } from '../../domain/invariant.ts';
import { type ToTake, takeFiles } from './take-files.ts';
import type { Answer, Order } from './take-pool.ts';
import { ChangedMeanwhile } from './taken.ts';

const port = parentPort;
invariant(port !== null, 'this file is started as a worker');

const answered = async ({ number, files, folder }: Order): Promise<Answer> => {
  try {
    return { number, taken: await takeFiles(files, folder) };
  } catch (cause) {
    if (cause instanceof ChangedMeanwhile) return { number, changed: cause.path };
    if (cause instanceof Error && 'code' in cause)
      return {
        number,
        failed: { message: cause.message, code: String(cause.code), path: pathIn(cause, files) },
      };
    throw cause;
  }
};

const pathIn = (cause: Error, files: readonly ToTake[]): string =>
  'path' in cause && typeof cause.path === 'string' ? cause.path : (files[0]?.path ?? '');

port.on('message', async (order: Order) => port.postMessage(await answered(order)));
