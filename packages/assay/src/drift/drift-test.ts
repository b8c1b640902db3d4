/** Counts of both sides over the same cells; of numbers with the value that each cell stands for, ascending. */
export interface Cells {
  readonly points?: readonly number[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

export interface DriftExample {
  readonly says: string;
  readonly cells: Cells;
  readonly statistic: number;
  readonly p?: number;
  /** The outside implementation that gave the figures. */
  readonly by: string;
}

/** One way to say how far two distributions are apart. */
export interface DriftTest {
  readonly id: string;
  readonly summary: string;
  /** The formula, its range, and what it does not see. */
  readonly definition: string;
  /** Numbers have an order and distances; categories have neither. */
  readonly accepts: 'numbers' | 'any';
  readonly sources: readonly string[];
  readonly statistic: (cells: Cells) => number;
  /** The chance of a statistic as large where nothing drifted; absent of distances that have none. */
  readonly p?: (statistic: number, cells: Cells) => number;
  readonly examples: readonly DriftExample[];
}

export const defineDriftTest = (test: DriftTest): DriftTest => test;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export const sizes = ({ reference, current }: Cells): { readonly n: number; readonly m: number } => ({
  n: sum(reference),
  m: sum(current),
});

/** Shares of both sides, cell by cell. */
export const shares = (cells: Cells): readonly (readonly [number, number])[] => {
  const { n, m } = sizes(cells);
  return cells.reference.map((count, at) => [count / n, (cells.current[at] ?? 0) / m]);
};

/** Shares up to each cell and with it. */
export const cumulated = (cells: Cells): readonly (readonly [number, number])[] => {
  let [r, c] = [0, 0];
  return shares(cells).map(([p, q]) => {
    r += p;
    c += q;
    return [r, c];
  });
};
