import { setImmediate as others } from 'node:timers/promises';

const size = 2000;

/** Rows in pages of a few, each asked for by the last row before it; what else waits in the process comes in between. */
export async function* inPages<R>(
  ask: (last: R | undefined, size: number) => Promise<readonly R[]>,
): AsyncGenerator<R> {
  for (let last: R | undefined; ; ) {
    const page = await ask(last, size);
    yield* page;
    if (page.length < size) return;
    last = page.at(-1);
    await others();
  }
}
