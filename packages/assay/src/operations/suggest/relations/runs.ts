import { once } from './once.ts';
import type { SampledColumn } from './sample.ts';

/** The number of the run of equal values that each row is in, in the order of the rows. */
export const runsOf = once(({ codes }: SampledColumn): Int32Array => {
  const runs = new Int32Array(codes.length);
  for (let row = 1; row < codes.length; row += 1)
    runs[row] = (runs[row - 1] ?? 0) + (codes[row] === codes[row - 1] ? 0 : 1);
  return runs;
});
