/**
 * Works on all, so many at a time. Where one fails none is begun any more, and it is thrown when those that were begun have ended: nobody works on
 * behind the back of whoever clears up.
 */
export const together = async <T>(
  all: Iterable<T> | AsyncIterable<T>,
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const left = Symbol.asyncIterator in all ? all[Symbol.asyncIterator]() : all[Symbol.iterator]();
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    try {
      for (
        let next = await left.next();
        next.done !== true && failures.length === 0;
        next = await left.next()
      )
        await work(next.value);
    } catch (cause) {
      failures.push(cause);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (failures.length > 0) throw failures[0];
};
