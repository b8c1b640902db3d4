import { numericKinds } from '../../domain/column.ts';
import { countText, type Looked, type Suggestion, type ValueCount } from './draft.ts';

const mostTexts = 50;
const mostNumbers = 20;
/** Each value must have been seen this often: then one that was never seen is rare. */
const leastSeen = 5;
/** So many rows for each value, on average; fewer is no set of categories. */
const rowsPerValue = 10;

/**
 * Whole numbers in a row whose counts fall ever faster to the highest are a count of something, and the next number comes some day:
 * about c² / b times in another batch, after counts b and c.
 */
const nextCount = (values: readonly ValueCount[]): number => {
  const sorted = values
    .flatMap(({ value, count }) => (typeof value === 'number' ? [{ value, count }] : []))
    .sort((left, right) => left.value - right.value);
  const [last, before] = [sorted.at(-1), sorted.at(-2)];
  if (sorted.length < 3 || last === undefined || before === undefined || last.value !== before.value + 1)
    return 0;
  return last.count < before.count / 2 ? last.count ** 2 / before.count : 0;
};

const isPlain = ({ value }: ValueCount): boolean => typeof value === 'string' || typeof value === 'number';

/**
 * The set of values of a column that has few. The chance that the next value is a new one is about the share of values seen once
 * (Good and Turing); a set is sure where no value was seen fewer than five times.
 */
export const suggestCategories = ({
  column,
  distinct,
  values,
  rows,
  nulls,
}: Looked): readonly Suggestion[] => {
  const numeric = numericKinds.includes(column.kind);
  if (values === undefined || values.length < 2 || (!numeric && column.kind !== 'text')) return [];
  if (distinct > (numeric ? mostNumbers : mostTexts) || !values.every(isPlain)) return [];
  if (column.kind !== 'text' && !values.every(({ value }) => Number.isSafeInteger(value))) return [];
  const present = rows - nulls;
  if (present < distinct * rowsPerValue) return [];
  const rarest = Math.min(...values.map(({ count }) => count));
  const once = values.filter(({ count }) => count === 1).length;
  const more = nextCount(values);
  const sure = rarest >= leastSeen && more < 0.05;
  const doubt =
    more >= 0.05
      ? `: can ${Math.max(...values.map(({ value }) => Number(value))) + 1} come?`
      : once > 0
        ? `: are these all? About 1 new value in ${countText(Math.round(present / once))} rows is to be expected`
        : ': are these all?';
  return [
    {
      place: 'quality',
      body: {
        metric: 'invalidValues',
        arguments: {
          validValues: values.map(({ value }) => value).toSorted(numeric ? ascending : undefined),
        },
        mustBe: 0,
      },
      check: 'invalidValues',
      shown: `${distinct} values`,
      sure,
      reason: `${distinct} values in ${countText(present)} rows, the rarest seen ${rarest === 1 ? 'once' : `${countText(rarest)} times`}${sure ? '' : doubt}`,
    },
  ];
};

const ascending = (left: unknown, right: unknown): number => Number(left) - Number(right);
