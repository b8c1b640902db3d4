import { parentPort } from 'node:worker_threads';
import { invariant } from '../../domain/invariant.ts';
import { Refusal } from '../../domain/problem.ts';
import { type TakeOrder, takeFiles } from './take-files.ts';
import type { Answer, Order } from './take-pool.ts';
import { ChangedMeanwhile } from './taken.ts';

const port = parentPort;
invariant(port !== null, 'this file is started as a worker');

const answered = async ({ number, order }: Order): Promise<Answer> => {
  try {
    return { number, taken: await takeFiles(order) };
  } catch (cause) {
    if (cause instanceof ChangedMeanwhile) return { number, changed: cause.path };
    if (cause instanceof Refusal) return { number, refused: cause.problems };
    if (cause instanceof Error && 'code' in cause)
      return {
        number,
        failed: { message: cause.message, code: String(cause.code), path: pathIn(cause, order) },
      };
    throw cause;
  }
};

const pathIn = (cause: Error, { files }: TakeOrder): string =>
  'path' in cause && typeof cause.path === 'string' ? cause.path : (files[0]?.path ?? '');

port.on('message', async (order: Order) => port.postMessage(await answered(order)));
