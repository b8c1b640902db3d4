import { temporalKinds } from '../../../domain/column.ts';
import { isNamedKey } from '../key.ts';
import { areEnds, shareUnit } from '../relations/alike.ts';
import { withoutCopies } from '../relations/copies.ts';
import { stopsAtZero } from '../relations/edge.ts';
import { byChanceWhereHeld } from '../relations/for-a-reason.ts';
import type { NumericColumn } from '../relations/numeric.ts';
import { heldAgainstRows, type RowRule } from '../relations/row-rule.ts';
import { distinctIn, type Sample, type SampledColumn } from '../relations/sample.ts';
import { sampleOf } from '../relations/take-sample.ts';
import { sumsIn } from '../relations/totals-in.ts';
import { withoutTransitive } from '../relations/transitive.ts';
import { nameText } from '../relations/written.ts';
import { defineAcross } from '../suggester.ts';

const fewestValues = 5;
const fewestRows = 50;
/** Where so large a share of random pairs is in order, the ranges of the columns say it already. */
const mostlyApart = 0.9;
const most = 12;

const canBeOrdered = (one: SampledColumn): one is NumericColumn =>
  one.numbers !== undefined && distinctIn(one) >= fewestValues && !isNamedKey(one.looked);

const isTime = ({ looked: { column } }: SampledColumn): boolean => temporalKinds.includes(column.kind);

const comparable = (left: NumericColumn, right: NumericColumn): boolean =>
  isTime(left) || isTime(right)
    ? left.looked.column.kind === right.looked.column.kind
    : shareUnit(left.name, right.name);

const inOrder = (low: number, high: number): boolean | undefined =>
  Number.isNaN(low) || Number.isNaN(high) ? undefined : low <= high;

const pairsOf = (columns: readonly NumericColumn[]) =>
  columns.flatMap((low) =>
    columns.filter((high) => high !== low && comparable(low, high)).map((high) => ({ low, high })),
  );

/** Where both are zero there is nothing to compare. */
const differencesOf = (low: NumericColumn, high: NumericColumn): Float64Array =>
  Float64Array.from(low.numbers, (value, row) => {
    const other = high.numbers[row] ?? Number.NaN;
    return value === 0 && other === 0 ? Number.NaN : other - value;
  });

/** A part is never above its sum: that goes without saying. */
const isPartOf = (sample: Sample, low: NumericColumn, high: NumericColumn): boolean =>
  sumsIn(sample).some(
    ({ parts, whole }) => whole.name === high.name && parts.some(({ name }) => name === low.name),
  );

/** Pairs of a sample of which one is never above the other, for another reason than its range or chance. */
export const orderedPairs = (sample: Sample): readonly RowRule[] => {
  const { rows, columns } = sample;
  const pairs = pairsOf(columns.filter(canBeOrdered)).filter(({ low, high }) => !isPartOf(sample, low, high));
  const found = pairs.flatMap(({ low, high }) => {
    const at = (row: number, other: number) => inOrder(low.numbers[row] ?? NaN, high.numbers[other] ?? NaN);
    const share = byChanceWhereHeld({ rows, fewestRows, tried: pairs.length }, at);
    if (share === undefined || share > mostlyApart) return [];
    const differences = differencesOf(low, high);
    if (!differences.some((difference) => difference > 0)) return [];
    const named = areEnds(low.name, high.name);
    if (!named && !stopsAtZero(differences)) return [];
    return [{ low, high, share, named }];
  });
  return withoutTransitive(found, ({ low, high }) => [low.name, high.name])
    .toSorted((left, right) => Number(right.named) - Number(left.named) || left.share - right.share)
    .slice(0, most)
    .map(
      ({ low, high, share }): RowRule => ({
        kind: 'order',
        columns: [low.name, high.name],
        expression: `${nameText(low.name)} <= ${nameText(high.name)}`,
        reason: `paired at random, ${low.name} would be above ${high.name} in ${Math.round((1 - share) * 100)} % of rows`,
        sure: true,
      }),
    );
};

export const orderedColumns = defineAcross({
  id: 'orderedColumns',
  summary:
    'One number or time is never above another: start and end, low and high. The ranges of the two overlap, and their difference stops at zero, or the names say what they are.',
  suggest: async (asking) => heldAgainstRows(asking, orderedPairs(withoutCopies(await sampleOf(asking)))),
});
