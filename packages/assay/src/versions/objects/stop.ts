/** By which threads that work together are told to stop: it is shared, so that one that reads a large file hears of it too. */
export type Stop = Int32Array;

export const stopOn = (signal: AbortSignal | undefined): Stop => {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const set = (): void => void Atomics.store(stop, 0, 1);
  if (signal?.aborted === true) set();
  signal?.addEventListener('abort', set, { once: true });
  return stop;
};

/** Throws where whoever waits for the work does not want it any more. */
export const throwIfStopped = (stop: Stop | undefined): void => {
  if (stop !== undefined && Atomics.load(stop, 0) === 1) throw new DOMException('interrupted', 'AbortError');
};
