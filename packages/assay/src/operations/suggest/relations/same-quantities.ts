import { holdsForAReason, type Trial } from './for-a-reason.ts';
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
import type { Sample } from './sample.ts';
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
const lineOf = (trial: Trial, from: NumericColumn, to: NumericColumn): Line | undefined => {
  const line = fittedLine(from, to);
  if (line === undefined || (line.factor === 1 && line.offset === 0)) return undefined;
  const tolerance = [closeOf(to), roundingOf(to) + closeOf(to), line.tolerance].find((within) => {
    if (within > spreadOf(to) * widest) return false;
    return holdsForAReason(trial, (row, other) => {
      const [a = Number.NaN, b = Number.NaN] = [from.numbers[row], to.numbers[other]];
      if (Number.isNaN(a) || Number.isNaN(b)) return undefined;
      return Math.abs(b - (line.factor * a + line.offset)) <= within;
    });
  });
  return tolerance === undefined || distinctOfPair(from, to) < fewestPairs
    ? undefined
    : { ...line, tolerance };
};

const quantityOf = (trial: Trial, from: NumericColumn, to: NumericColumn): RowRule | undefined => {
  const line = lineOf(trial, from, to);
  return line === undefined ? undefined : ruleOf(from, to, line);
};

/** Pairs of a sample of which one is a factor times the other, and an offset more, as far as rounding lets it be seen. */
export const sameQuantities = once(({ rows, columns }: Sample): readonly RowRule[] => {
  const measured = columns.filter((one): one is NumericColumn => isMeasured(one));
  const trial = { rows, fewestRows, tried: (measured.length * (measured.length - 1)) / 2 };
  const copies = new Set<string>();
  return measured
    .flatMap((left, index) =>
      measured.slice(index + 1).flatMap((right): readonly RowRule[] => {
        if (copies.has(left.name)) return [];
        const [fine, coarse] =
          (left.decimals ?? 99) >= (right.decimals ?? 99) ? [left, right] : [right, left];
        const rule = quantityOf(trial, fine, coarse) ?? quantityOf(trial, coarse, fine);
        const [, copy] = rule?.columns ?? [];
        if (rule === undefined || copy === undefined) return [];
        copies.add(copy);
        return [rule];
      }),
    )
    .slice(0, most);
});
