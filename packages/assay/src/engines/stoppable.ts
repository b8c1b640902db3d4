import { QueryFailed, type QueryOptions } from './engine.ts';

export interface Stoppable {
  /** Stops what runs; what it returns is awaited before the next query. */
  readonly stop: () => Promise<void> | void;
  /** What the engine says of a failure. */
  readonly words?: (message: string) => string;
}

/** Runs one query, stops it when the signal or the time says so, and tells every failure as `QueryFailed`. */
export const stoppable = async <T>(
  sql: string,
  { signal, timeoutSeconds }: QueryOptions,
  { stop, words = (message) => message }: Stoppable,
  work: () => Promise<T>,
): Promise<T> => {
  signal?.throwIfAborted();
  let stopping: Promise<void> | void | undefined;
  const interrupt = (): void => {
    stopping ??= stop();
  };
  let late = false;
  const timer =
    timeoutSeconds === undefined
      ? undefined
      : setTimeout(() => {
          late = true;
          interrupt();
        }, timeoutSeconds * 1000);
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } catch (cause) {
    signal?.throwIfAborted();
    if (late) throw new QueryFailed(`stopped after ${timeoutSeconds} s`, sql, cause);
    if (cause instanceof QueryFailed) throw cause;
    throw new QueryFailed(words(cause instanceof Error ? cause.message.trim() : String(cause)), sql, cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
    await stopping;
  }
};
