let latest = 0;

/**
 * Milliseconds since 1970 by a clock that stands still where that of the machine is put back: what a process uses after something it did never
 * seems to be older than that.
 */
export const useTime = (): number => {
  latest = Math.max(latest, Date.now());
  return latest;
};
