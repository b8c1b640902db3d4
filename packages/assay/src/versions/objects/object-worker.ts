import { parentPort } from 'node:worker_threads';
import { invariant } from '../../domain/invariant.ts';
import { Refusal } from '../../domain/problem.ts';
import { ChangedMeanwhile } from './taken.ts';
import type { Answer, Asked } from './work-pool.ts';
import { type Work, works } from './works.ts';

const port = parentPort;
invariant(port !== null, 'this file is started as a worker');

const answered = async <W extends Work>({ number, work, order }: Asked<W>): Promise<Answer<W>> => {
  try {
    return { number, result: await works[work](order) };
  } catch (cause) {
    if (cause instanceof ChangedMeanwhile) return { number, changed: cause.path };
    if (cause instanceof Refusal) return { number, refused: cause.problems };
    if (cause instanceof Error && 'code' in cause)
      return {
        number,
        failed: {
          message: cause.message,
          code: String(cause.code),
          ...('path' in cause && typeof cause.path === 'string' ? { path: cause.path } : {}),
        },
      };
    throw cause;
  }
};

port.on('message', async (asked: Asked<Work>) => port.postMessage(await answered(asked)));
