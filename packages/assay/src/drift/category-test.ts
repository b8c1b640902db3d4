import { chiSquareTail } from '../stats/chi-square.ts';
import { fisherAttainable, fisherExact } from '../stats/fisher.ts';

/** How many rows of either side have a value. */
export interface Pair {
  readonly reference: number;
  readonly current: number;
}

export interface CategoryResult {
  readonly p: number;
  readonly chiSquare: { readonly statistic: number; readonly freedom: number; readonly p: number };
  /** p of each value alone, and of the one least likely by chance once all were looked at. */
  readonly cells: readonly number[];
  readonly cell: number;
}

/** Pooled cells below this, times how much larger the larger side is, are put together. */
const fewestPooled = 10;
/** What the statistic is divided by: at small counts χ² has a heavier tail than its limit. */
const inflation = 1.1;

const totalOf = (cells: readonly Pair[]): Pair =>
  cells.reduce(
    (sum, { reference, current }) => ({
      reference: sum.reference + reference,
      current: sum.current + current,
    }),
    { reference: 0, current: 0 },
  );

/** Cells are chosen by what both sides have together: chosen by one side alone they would break the test. */
const pooled = (cells: readonly Pair[], { reference: n, current: m }: Pair): readonly Pair[] => {
  const fewest = (fewestPooled * (n + m)) / Math.min(n, m);
  const isRare = (cell: Pair): boolean => cell.reference + cell.current < fewest;
  const rest = cells.filter(isRare);
  return [...cells.filter((cell) => !isRare(cell)), ...(rest.length === 0 ? [] : [totalOf(rest)])];
};

const chiSquareOf = (
  cells: readonly Pair[],
  { reference: n, current: m }: Pair,
): CategoryResult['chiSquare'] => {
  const sum = cells.reduce((total, { reference, current }) => {
    const expected = ((reference + current) * m) / (n + m);
    const other = ((reference + current) * n) / (n + m);
    return total + (current - expected) ** 2 / expected + (reference - other) ** 2 / other;
  }, 0);
  const freedom = cells.length - 1;
  const statistic = sum / inflation;
  return { statistic, freedom, p: freedom < 1 ? 1 : chiSquareTail(statistic, freedom) };
};

/** The smallest of the cells' p, times how many cells could have reached it. Source: R. E. Tarone, Biometrics 46 (1990). */
const taroneOf = (
  cells: readonly Pair[],
  ps: readonly number[],
  { reference: n, current: m }: Pair,
): number => {
  const smallest = Math.min(1, ...ps);
  const able = cells.filter(
    ({ reference, current }) =>
      fisherAttainable({ count: reference, rows: n }, { count: current, rows: m }) <= smallest,
  );
  return Math.min(1, smallest * Math.max(1, able.length));
};

/**
 * Whether values are as frequent in a batch as in the reference. Two values: Fisher's test. More: twice the smaller of χ² over pooled cells, which sees many
 * small changes, and of the least likely cell by Fisher's test (Tarone's correction), which sees one new or vanished value.
 */
export const categoryTest = (cells: readonly Pair[]): CategoryResult => {
  const present = cells.filter(({ reference, current }) => reference + current > 0);
  const total = totalOf(present);
  const ps = cells.map(({ reference, current }) =>
    fisherExact({ count: reference, rows: total.reference }, { count: current, rows: total.current }),
  );
  const chiSquare = chiSquareOf(pooled(present, total), total);
  const cell = taroneOf(present, ps, total);
  const p =
    present.length < 2
      ? 1
      : present.length === 2
        ? Math.min(1, ...ps)
        : Math.min(1, 2 * Math.min(chiSquare.p, cell));
  return { p, chiSquare, cells: ps, cell };
};
