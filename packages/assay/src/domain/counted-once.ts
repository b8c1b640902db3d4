/** What was found in one run. */
export interface Found {
  /** What the data were, so far as that is known: runs of one input judged the same rows. */
  readonly input?: string;
}

/** Runs over the same data that found the same. */
export interface Once<T> {
  /** The newest of them. */
  readonly newest: T;
  /** Since when they follow each other, with no other data between. */
  readonly first: T;
  readonly runs: number;
}

/**
 * Puts runs together that found the same in the same data, so that looking again teaches nothing. Runs are given oldest first; what comes
 * back is in the order of `newest`. Data that are not known count every time.
 */
export const countedOnce = <T extends Found>(
  runs: readonly T[],
  found: (run: T) => number | undefined,
): readonly Once<T>[] => {
  const all = new Map<string, Once<T>>();
  let last: string | undefined;
  for (const [index, run] of runs.entries()) {
    const key = run.input === undefined ? `run ${index}` : `data ${run.input} ${found(run)}`;
    const before = all.get(key);
    all.delete(key);
    all.set(key, {
      newest: run,
      first: before !== undefined && key === last ? before.first : run,
      runs: (before?.runs ?? 0) + 1,
    });
    last = key;
  }
  return [...all.values()];
};
