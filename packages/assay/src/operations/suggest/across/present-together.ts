import { holdsForAReason } from '../relations/for-a-reason.ts';
import { heldAgainstRows, type RowRule } from '../relations/row-rule.ts';
import { nullsIn, type Sample, type SampledColumn } from '../relations/sample.ts';
import { sampleOf } from '../relations/take-sample.ts';
import { nameText } from '../relations/written.ts';
import { defineAcross } from '../suggester.ts';

/** So many rows must have each of both: the value, and none. */
const fewestEach = 20;
const most = 10;

const isThere = ({ codes }: SampledColumn, row: number): boolean => codes[row] !== 0;

interface Pair {
  readonly left: SampledColumn;
  readonly right: SampledColumn;
}

const together = ({ left, right }: Pair, row: number, other: number): boolean =>
  isThere(left, row) === isThere(right, other);

const implied = ({ left, right }: Pair, row: number, other: number): boolean | undefined =>
  isThere(left, row) ? isThere(right, other) : undefined;

const bothRule = ({ left, right }: Pair): RowRule => {
  const [a, b] = [nameText(left.name), nameText(right.name)];
  return {
    kind: 'together',
    columns: [left.name, right.name],
    expression: `(${a} is null and ${b} is null) or (${a} is not null and ${b} is not null)`,
    reason: `${left.name} and ${right.name} are there together or not at all`,
    sure: true,
  };
};

const impliedRule = ({ left, right }: Pair): RowRule => ({
  kind: 'needs',
  columns: [left.name, right.name],
  expression: `${nameText(right.name)} is not null`,
  where: `${nameText(left.name)} is not null`,
  reason: `where ${left.name} is there, ${right.name} is too`,
  sure: true,
});

/** Columns of a sample that are missing in the same rows, and columns that need another. */
export const presentPairs = ({ rows, columns }: Sample): readonly RowRule[] => {
  const partly = columns.filter((one) => nullsIn(one) >= fewestEach && rows - nullsIn(one) >= fewestEach);
  const trial = { rows, fewestRows: fewestEach, tried: partly.length * Math.max(1, partly.length - 1) * 2 };
  const grouped = new Set<SampledColumn>();
  const both = partly.flatMap((left, index) =>
    partly.slice(index + 1).flatMap((right): readonly RowRule[] => {
      if (grouped.has(left) || grouped.has(right)) return [];
      const pair = { left, right };
      if (!holdsForAReason(trial, (row, other) => together(pair, row, other))) return [];
      grouped.add(right);
      return [bothRule(pair)];
    }),
  );
  const alone = partly.filter((one) => !grouped.has(one));
  const one = alone.flatMap((left) =>
    alone.flatMap((right): readonly RowRule[] => {
      const pair = { left, right };
      return right !== left && holdsForAReason(trial, (row, other) => implied(pair, row, other))
        ? [impliedRule(pair)]
        : [];
    }),
  );
  return [...both, ...one].slice(0, most);
};

export const presentTogether = defineAcross({
  id: 'presentTogether',
  summary: 'Two columns are missing in the same rows, or one is there wherever another is.',
  suggest: async (asking) => heldAgainstRows(asking, presentPairs(await sampleOf(asking))),
});
