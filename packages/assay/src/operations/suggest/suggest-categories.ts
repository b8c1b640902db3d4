import { countText } from '../../checks/words.ts';
import { numericKinds } from '../../domain/column.ts';
import type { Looked, ValueCount } from './draft.ts';
import type { Suggestion } from './suggestion.ts';

const mostTexts = 50;
const mostNumbers = 20;
/** Each value must have been seen this often: then one that was never seen is rare. */
const leastSeen = 5;
/** So many rows for each value, on average; fewer is no set of categories. */
const rowsPerValue = 10;

/** `defects`, `n_stops`, `error_count`: what is counted has no highest number. A name of one thing that is 0 or 1 says a flag. */
const countsSomething = /(^|[_ .-])(n|no|num|nr|number|count|cnt|qty|quantity|total)([_ .-]|$)|[^sui]s$/i;

/** A few of something may be a few more as well. */
const unsureBy = 2;

/**
 * Whole numbers in a row whose counts fall ever faster to the highest are a count of something, and the next number comes some day:
 * about c² / b times in another batch, after counts b and c; after 0 and 1 half as often. Where three and more would have come, and none
 * has, there is none.
 */
const nextCount = (name: string, values: readonly ValueCount[]): number => {
  const sorted = values
    .flatMap(({ value, count }) => (typeof value === 'number' ? [{ value, count }] : []))
    .sort((left, right) => left.value - right.value);
  const [last, before] = [sorted.at(-1), sorted.at(-2)];
  if (last === undefined || before === undefined || last.value !== before.value + 1) return 0;
  if (sorted.length === 2) {
    const next = (last.count + unsureBy) ** 2 / before.count / 2;
    return before.value === 0 && next < 3 && countsSomething.test(name) ? next : 0;
  }
  return last.count < before.count / 2 ? last.count ** 2 / before.count : 0;
};

const isPlain = ({ value }: ValueCount): boolean => typeof value === 'string' || typeof value === 'number';

/**
 * The set of values of a column that has few; `arrives` where some of them came late. The chance that the next value is a new one is about
 * the share of values seen once (Good and Turing); a set is sure where no value was seen fewer than five times.
 */
export const suggestCategories = (
  { column, distinct, values, rows, nulls }: Looked,
  arrives = false,
): readonly Suggestion[] => {
  const numeric = numericKinds.includes(column.kind);
  if (values === undefined || values.length < 2 || (!numeric && column.kind !== 'text')) return [];
  if (distinct > (numeric ? mostNumbers : mostTexts) || !values.every(isPlain)) return [];
  if (column.kind !== 'text' && !values.every(({ value }) => Number.isSafeInteger(value))) return [];
  const present = rows - nulls;
  if (present < distinct * rowsPerValue) return [];
  const rarest = Math.min(...values.map(({ count }) => count));
  const once = values.filter(({ count }) => count === 1).length;
  const more = nextCount(column.name, values);
  const isFlag = numeric && values.every(({ value }) => value === 0 || value === 1);
  const sure = (rarest >= leastSeen || isFlag) && more < 0.05 && (isFlag || !arrives);
  const doubt =
    more >= 0.05
      ? `: can ${Math.max(...values.map(({ value }) => Number(value))) + 1} come?`
      : arrives
        ? ': some came late; will others?'
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
