import { isNoAccident, logAllHold } from '../../../stats/chance.ts';
import { distinctOfPair, fittedLine, type Line } from './line.ts';
import {
  closeOf,
  isExact,
  isMeasured,
  type NumericColumn,
  roundingOf,
  spreadOf,
  toleranceText,
} from './numeric.ts';
import { once } from './once.ts';
import type { RowRule } from './row-rule.ts';
import { heldIn, paired, type Sample } from './sample.ts';
import { nameText, numberText } from './written.ts';

const fewestRows = 50;
const fewestPairs = 10;
/** A tolerance of more than this share of the spread makes no two quantities one. */
const widest = 0.01;
const most = 12;

const lineText = (name: string, { factor, offset }: Line): string => {
  const product = factor === 1 ? nameText(name) : `${numberText(factor)} * ${nameText(name)}`;
  if (offset === 0) return product;
  return offset > 0 ? `${product} + ${numberText(offset)}` : `${product} - ${numberText(-offset)}`;
};

const ruleOf = (from: NumericColumn, to: NumericColumn, line: Line): RowRule => {
  const text = lineText(from.name, line);
  const exact =
    isExact(from) && isExact(to) && Number.isInteger(line.factor) && Number.isInteger(line.offset);
  return {
    kind: 'same-quantity',
    columns: [from.name, to.name],
    expression: exact
      ? `${nameText(to.name)} = ${text}`
      : `abs(${nameText(to.name)} - (${text})) <= ${toleranceText(line.tolerance)}`,
    reason: `${to.name} is ${text}${exact ? '' : ', to the last digit'}: one quantity written twice`,
    sure: true,
  };
};

/** Finds the line of two columns, with the tightest tolerance that it holds with. */
const lineOf = (rows: number, from: NumericColumn, to: NumericColumn, tried: number): Line | undefined => {
  const line = fittedLine(from, to);
  if (line === undefined || (line.factor === 1 && line.offset === 0)) return undefined;
  const tolerance = [closeOf(to), roundingOf(to) + closeOf(to), line.tolerance].find((within) => {
    const holds = (row: number, other: number): boolean | undefined => {
      const [a = Number.NaN, b = Number.NaN] = [from.numbers[row], to.numbers[other]];
      if (Number.isNaN(a) || Number.isNaN(b)) return undefined;
      return Math.abs(b - (line.factor * a + line.offset)) <= within;
    };
    const held = heldIn(rows, (row) => holds(row, row));
    if (held === undefined || held.rows < fewestRows || within > spreadOf(to) * widest) return false;
    const pairs = paired(rows, holds);
    return isNoAccident(logAllHold(pairs.satisfied, pairs.tried, held.rows), tried);
  });
  return tolerance === undefined || distinctOfPair(from, to) < fewestPairs
    ? undefined
    : { ...line, tolerance };
};

/** Pairs of a sample of which one is a factor times the other, and an offset more, as far as rounding lets it be seen. */
export const sameQuantities = once((sample: Sample): readonly RowRule[] => {
  const { rows, columns } = sample;
  const measured = columns.filter((one): one is NumericColumn => isMeasured(one));
  const tried = (measured.length * (measured.length - 1)) / 2;
  const written = new Set<string>();
  return measured
    .flatMap((left, index) =>
      measured.slice(index + 1).flatMap((right): readonly RowRule[] => {
        if (written.has(left.name)) return [];
        const [from, to] = (left.decimals ?? 99) >= (right.decimals ?? 99) ? [left, right] : [right, left];
        const line = lineOf(rows, from, to, tried);
        if (line === undefined) return [];
        written.add(right.name);
        return [ruleOf(from, to, line)];
      }),
    )
    .slice(0, most);
});
