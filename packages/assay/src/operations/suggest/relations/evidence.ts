import { atMostSo } from '../../../stats/at-most.ts';
import { isNoAccident } from '../../../stats/chance.ts';
import { agreeByChance } from './dependency-candidates.ts';
import { groupedBy } from './grouping.ts';
import type { HeldDependency } from './held-dependencies.ts';
import type { Sample, SampledColumn } from './sample.ts';

/** A dependency, and how many independent things could have shown it false. */
export interface Evident extends HeldDependency {
  readonly chances: number;
}

/** A column that another splits for no more than such a share of its rows is as fine as that one. */
const fewSplit = 0.025;

/** Different values of a column in each group, counted over all groups; those of fewer rows than `least` are left out. */
const valuesByGroup = (groups: Int32Array, values: SampledColumn, to: SampledColumn, least = 1): number => {
  const known = new Map<number, number>();
  const width = values.values.length;
  for (const [row, group] of groups.entries()) {
    const value = values.codes[row] ?? 0;
    if (group === 0 || value === 0 || to.codes[row] === 0) continue;
    const key = group * width + value;
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return [...known.values()].filter((count) => count >= least).length;
};

/**
 * ln of the chance that the values of a column differ in two others that it decides, were these handed out at random: of K combinations
 * (1/K is the chance that two are equal), m values all get another one: Σ ln(1 − i/K), i from 1 to m − 1.
 */
const logAllApart = (of: SampledColumn, columns: readonly SampledColumn[]): number => {
  const first = new Map<number, number>();
  for (const [row, code] of of.codes.entries()) if (code !== 0 && !first.has(code)) first.set(code, row);
  const rows = [...first.values()];
  const alike = columns.reduce((all, { codes }) => {
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(codes[row] ?? 0, (counts.get(codes[row] ?? 0) ?? 0) + 1);
    return all * [...counts.values()].reduce((sum, count) => sum + (count / rows.length) ** 2, 0);
  }, 1);
  let chance = 0;
  for (let index = 1; index < rows.length; index += 1)
    chance += Math.log(Math.max(1 - index * alike, 1 / rows.length));
  return chance;
};

/**
 * Dependencies for which there is evidence beyond that of finer ones. Where a third column decides both sides (the hospital its county and
 * its owner), its rows say the same thing again and again: each of its values counts once. Where the second side
 * decides the first, every value that shares a key is an exception, and there is none.
 */
export const withEvidence = (
  sample: Sample,
  found: readonly HeldDependency[],
  singles: readonly HeldDependency[],
  tried: number,
): readonly Evident[] => {
  const byName = new Map(sample.columns.map((one) => [one.name, one]));
  const broken = new Map(
    singles.map(({ determinant: [from], dependent, exceptions }) => [
      JSON.stringify([from, dependent]),
      exceptions,
    ]),
  );
  const exceptionsOf = (from: string, to: string): number | undefined =>
    from === to ? 0 : broken.get(JSON.stringify([from, to]));
  const decides = (from: string, to: string): boolean => exceptionsOf(from, to) !== undefined;
  const isSplitBy = (name: string, by: string, rows: number): boolean =>
    (exceptionsOf(name, by) ?? Number.POSITIVE_INFINITY) >
    rows * fewSplit + 2 * (exceptionsOf(by, name) ?? 0);
  return found.flatMap((one): readonly Evident[] => {
    const { determinant, dependent, rows, repeated, exceptions } = one;
    const [single, second] = determinant;
    const columns = determinant.flatMap((name) => byName.get(name) ?? []);
    const to = byName.get(dependent);
    if (to === undefined || single === undefined) return [];
    const isFiner = (name: string): boolean =>
      !determinant.includes(name) &&
      !(name === dependent && second === undefined) &&
      determinant.every((from) => decides(name, from)) &&
      decides(name, dependent) &&
      (second !== undefined || isSplitBy(single, name, rows));
    const isRefinement = exceptions > 0 && exceptionsOf(dependent, single) === 0;
    if (second === undefined && isRefinement && isSplitBy(single, dependent, rows)) return [];
    const finer = sample.columns.filter(({ name }) => isFiner(name));
    if (finer.length === 0) return [{ ...one, chances: rows - repeated }];
    const { codes, groups } = groupedBy(columns, sample.rows);
    const others = finer.filter(({ name }) => name !== dependent);
    if (others.length === 0)
      return isNoAccident(logAllApart(to, columns), tried) ? [{ ...one, chances: rows - repeated }] : [];
    const chances = Math.min(...others.map((column) => valuesByGroup(codes, column, to) - groups));
    const against = Math.max(0, valuesByGroup(codes, to, to, 2) - groups);
    const means = isNoAccident(atMostSo(against, chances, 1 - agreeByChance(to)), tried);
    return means ? [{ ...one, chances }] : [];
  });
};
