import { equalPairs } from './equal-pairs.ts';
import { once } from './once.ts';
import type { RowRule } from './row-rule.ts';
import { sameQuantities } from './same-quantities.ts';
import type { Sample } from './sample.ts';

/** The sample itself where there are none, so that what is found of it is found once. */
const withoutSecondOf = (sample: Sample, rules: readonly RowRule[]): Sample => {
  if (rules.length === 0) return sample;
  const copies = new Set(rules.map(({ columns }) => columns[1]));
  return { ...sample, columns: sample.columns.filter(({ name }) => !copies.has(name)) };
};

/** A sample without columns that are equal to an earlier one. */
export const withoutEqual = once((sample: Sample): Sample => withoutSecondOf(sample, equalPairs(sample)));

/** A sample without columns that say again what another says: what is found of one holds for its copies too. */
export const withoutCopies = once((sample: Sample): Sample => {
  const different = withoutEqual(sample);
  return withoutSecondOf(different, sameQuantities(different));
});

/** A sample without copies and without keys, which decide everything and say nothing. */
export const withoutKeys = once((sample: Sample): Sample => {
  const different = withoutCopies(sample);
  return { ...different, columns: different.columns.filter(({ looked }) => !looked.allDifferent) };
});
