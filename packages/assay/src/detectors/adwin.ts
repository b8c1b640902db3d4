import { defineDetector } from './detector.ts';

interface Params {
  readonly delta: number;
  /** Cuts are looked for every so many values. */
  readonly clock: number;
  /** Buckets of one size at most. */
  readonly buckets: number;
  /** Values on either side of a cut at least. */
  readonly fewest: number;
  readonly warmUp: number;
}

/** Values put together: their sum, and the sum of squared deviations from their mean. */
interface Bucket {
  readonly total: number;
  readonly squares: number;
}

interface State {
  readonly ticks: number;
  readonly width: number;
  readonly total: number;
  readonly squares: number;
  /** Buckets of 1, 2, 4, … values, the oldest of each first. */
  readonly rows: readonly (readonly Bucket[])[];
  readonly drifted: boolean;
}

const fresh: State = { ticks: 0, width: 0, total: 0, squares: 0, rows: [[]], drifted: false };

const joined = (left: Bucket, right: Bucket, size: number): Bucket => ({
  total: left.total + right.total,
  squares: left.squares + right.squares + (size * (left.total / size - right.total / size) ** 2) / 2,
});

/** Rows with more buckets than may be give the two oldest to the next row. */
const compressed = (rows: readonly (readonly Bucket[])[], most: number): readonly (readonly Bucket[])[] => {
  const found = rows.map((row) => [...row]);
  for (let at = 0; at < found.length; at += 1) {
    const row = found[at] ?? [];
    if (row.length <= most) continue;
    const [first, second] = row.splice(0, 2);
    if (first === undefined || second === undefined) continue;
    found[at + 1] = [...(found[at + 1] ?? []), joined(first, second, 2 ** at)];
  }
  return found;
};

const withValue = (state: State, value: number, most: number): State => {
  const width = state.width + 1;
  const deviation = state.width === 0 ? 0 : value - state.total / state.width;
  const [newest = [], ...older] = state.rows;
  return {
    ticks: state.ticks + 1,
    width,
    total: state.total + value,
    squares: state.squares + (state.width * deviation ** 2) / width,
    rows: compressed([[...newest, { total: value, squares: 0 }], ...older], most),
    drifted: false,
  };
};

const withoutOldest = (state: State): State => {
  const rows = state.rows.map((row) => [...row]);
  while (rows.length > 1 && rows.at(-1)?.length === 0) rows.pop();
  const size = 2 ** (rows.length - 1);
  const oldest = rows.at(-1)?.shift();
  if (oldest === undefined) return state;
  const width = state.width - size;
  const total = state.total - oldest.total;
  const apart = oldest.total / size - total / width;
  const squares = state.squares - oldest.squares - (size * width * apart ** 2) / (size + width);
  while (rows.length > 1 && rows.at(-1)?.length === 0) rows.pop();
  return { ...state, width, total, squares, rows };
};

const cuts = (
  n0: number,
  u0: number,
  { width, total, squares }: State,
  { delta, fewest }: Params,
): boolean => {
  const n1 = width - n0;
  if (n0 < fewest || n1 < fewest) return false;
  const confidence = Math.log((2 * Math.log(width)) / delta);
  const m = 1 / (n0 - fewest + 1) + 1 / (n1 - fewest + 1);
  const bound = Math.sqrt((2 * m * squares * confidence) / width) + (2 / 3) * confidence * m;
  return Math.abs(u0 / n0 - (total - u0) / n1) > bound;
};

/** Whether an older and a newer part differ, at the end of any bucket. */
const hasCut = (state: State, params: Params): boolean => {
  let [n0, u0] = [0, 0];
  for (let row = state.rows.length - 1; row >= 0; row -= 1)
    for (const { total } of state.rows[row] ?? []) {
      n0 += 2 ** row;
      u0 += total;
      if (cuts(n0, u0, state, params)) return true;
    }
  return false;
};

export const adwin = defineDetector<Params, State>({
  id: 'adwin',
  summary: 'Adaptive window: the mean of an older part of the window differs from that of the newer one.',
  definition:
    'A window grows as long as no cut parts it into two whose means differ by more than √(2 m σ² L) + ⅔ L m, with L = ln (2 ln W / delta), m = 1 / (n₀ − fewest + 1) + 1 / (n₁ − fewest + 1), W values and variance σ² in the window; else its oldest buckets go, and a drift is signalled. Values are kept in buckets of 1, 2, 4, …, so memory grows with the logarithm of the window. Cuts are looked for every clock values. Sees rises and falls of the mean, of any numbers.',
  watches: 'numbers',
  sources: ['A. Bifet and R. Gavaldà, “Learning from time-changing data with adaptive windowing”, SDM 2007'],
  defaults: { delta: 0.002, clock: 32, buckets: 5, fewest: 5, warmUp: 10 },
  begin: () => fresh,
  step: (before, value, params) => {
    let state = withValue(before.drifted ? fresh : before, value, params.buckets);
    let drifted = false;
    if (state.ticks % params.clock === 0 && state.width > params.warmUp)
      while (hasCut(state, params)) {
        drifted = true;
        state = withoutOldest(state);
      }
    return { state: { ...state, drifted }, signal: drifted ? 'drift' : 'none' };
  },
  published: [{ stream: 'numbers', drifts: [1023], by: 'river, docstring of ADWIN' }],
});
