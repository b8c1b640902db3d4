import { type NumericColumn, roundingOf } from './numeric.ts';

/** One number as a factor times another and an offset more, and how far rounding may take it off. */
export interface Line {
  readonly factor: number;
  readonly offset: number;
  readonly tolerance: number;
}

const most = 12;

export const distinctOfPair = (left: NumericColumn, right: NumericColumn): number =>
  new Set(left.codes.map((code, row) => code * right.values.length + (right.codes[row] ?? 0))).size;

const ends = ({ numbers }: NumericColumn, { numbers: others }: NumericColumn) => {
  let low: number | undefined;
  let high: number | undefined;
  for (const [row, value] of numbers.entries()) {
    if (!Number.isFinite(value) || !Number.isFinite(others[row])) continue;
    if (low === undefined || value < (numbers[low] ?? 0)) low = row;
    if (high === undefined || value > (numbers[high] ?? 0)) high = row;
  }
  return low === undefined || high === undefined ? undefined : { low, high };
};

/** Least squares, about the means. */
const leastSquares = ({ numbers: x }: NumericColumn, { numbers: y }: NumericColumn) => {
  let [n, meanX, meanY] = [0, 0, 0];
  for (const [row, value] of x.entries()) {
    const other = y[row] ?? Number.NaN;
    if (!Number.isFinite(value) || !Number.isFinite(other)) continue;
    n += 1;
    meanX += (value - meanX) / n;
    meanY += (other - meanY) / n;
  }
  let [xx, xy] = [0, 0];
  for (const [row, value] of x.entries()) {
    const other = y[row] ?? Number.NaN;
    if (!Number.isFinite(value) || !Number.isFinite(other)) continue;
    xx += (value - meanX) ** 2;
    xy += (value - meanX) * (other - meanY);
  }
  const factor = xy / xx;
  return { factor, offset: meanY - factor * meanX };
};

/** The number with the fewest digits within a distance. */
const plainest = (value: number, within: number): number => {
  if (Math.abs(value) <= within) return 0;
  for (let digits = 1; digits <= most; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.abs(rounded - value) <= within) return rounded;
  }
  return value;
};

/**
 * The line through all pairs of a sample, its factor and offset with the fewest digits that the rounding of both columns leaves open.
 * Undefined where the outermost pairs already lie off it by more.
 */
export const fittedLine = (from: NumericColumn, to: NumericColumn): Line | undefined => {
  const found = ends(from, to);
  if (found === undefined) return undefined;
  const [x0 = 0, x1 = 0] = [from.numbers[found.low], from.numbers[found.high]];
  const [y0 = 0, y1 = 0] = [to.numbers[found.low], to.numbers[found.high]];
  const span = x1 - x0;
  if (span <= 0 || y1 === y0) return undefined;
  const rough = (y1 - y0) / span;
  const rounding = roundingOf(to) + Math.abs(rough) * roundingOf(from);
  const middle = Math.floor(from.numbers.length / 2);
  for (const row of [middle, Math.floor(middle / 2)]) {
    const [x = Number.NaN, y = Number.NaN] = [from.numbers[row], to.numbers[row]];
    if (Number.isFinite(x) && Number.isFinite(y) && Math.abs(y - y0 - rough * (x - x0)) > 4 * rounding)
      return undefined;
  }
  const fit = leastSquares(from, to);
  const reach = Math.max(Math.abs(x0), Math.abs(x1));
  const factor = plainest(fit.factor, rounding / Math.max(reach, span));
  const offset = plainest(fit.offset + (fit.factor - factor) * ((x0 + x1) / 2), rounding);
  const noise = Number.EPSILON * 16 * (Math.abs(factor) * reach + Math.abs(offset));
  return { factor, offset, tolerance: roundingOf(to) + Math.abs(factor) * roundingOf(from) + noise };
};
