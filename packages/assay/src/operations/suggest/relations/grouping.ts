import type { SampledColumn } from './sample.ts';

/** How many rows have another with the same values. */
export interface Grouping {
  /** Equal rows have equal numbers, from 1; 0 where a value is missing. */
  readonly codes: Int32Array;
  readonly groups: number;
  /** Rows in groups of two and more. */
  readonly supported: number;
  /** Groups of two and more. */
  readonly repeated: number;
}

/** Rows grouped by the values of one or two columns. */
export const groupedBy = (columns: readonly SampledColumn[], rows: number): Grouping => {
  const [first, second] = columns;
  const codes = new Int32Array(rows);
  const known = new Map<number, number>();
  const sizes: number[] = [0];
  const width = second?.values.length ?? 1;
  for (let row = 0; row < rows; row += 1) {
    const [a = 0, b = 1] = [first?.codes[row], second === undefined ? 1 : second.codes[row]];
    if (a === 0 || b === 0) continue;
    const joined = second === undefined ? a : a * width + b;
    let code = known.get(joined);
    if (code === undefined) {
      code = sizes.length;
      known.set(joined, code);
      sizes.push(0);
    }
    codes[row] = code;
    sizes[code] = (sizes[code] ?? 0) + 1;
  }
  let [supported, repeated] = [0, 0];
  for (const size of sizes) {
    if (size < 2) continue;
    supported += size;
    repeated += 1;
  }
  return { codes, groups: sizes.length - 1, supported, repeated };
};
