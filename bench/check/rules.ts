import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wideColumns } from './data.ts';
import { out } from './paths.ts';

/** One demand, in no tool's words; each script in `peers/` says it in its tool's own. Bounds are included. */
export type Rule = { readonly id: string } & (
  | { readonly kind: 'rowCount'; readonly min: number; readonly max: number }
  | { readonly kind: 'notNull' | 'unique'; readonly column: string }
  | { readonly kind: 'atLeast'; readonly column: string; readonly min: number }
  | { readonly kind: 'nullPercentBelow'; readonly column: string; readonly max: number }
  | { readonly kind: 'inSet'; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'pattern'; readonly column: string; readonly regex: string }
  | {
      readonly kind: 'between' | 'mean' | 'standardDeviation' | 'median';
      readonly column: string;
      readonly min: number;
      readonly max: number;
    }
);

/** A contract of the benchmark: what is demanded, and which of it the data break. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  /** The ids of the rules that must fail; all others must pass. */
  readonly fails: readonly string[];
}

export type RuleSetName = 'thirteen' | 'thirteen-failing' | 'five-hundred' | 'small';

const categories = (count: number) => Array.from({ length: count }, (_, index) => `cat_${index}`);

/** The 13 rules of the issue; `ts` and `flag` not null are one of them, so there are 14 ids. */
const thirteen: readonly Rule[] = [
  { id: 'rows', kind: 'rowCount', min: 900_000, max: 110_000_000 },
  { id: 'id-not-null', kind: 'notNull', column: 'id' },
  { id: 'id-unique', kind: 'unique', column: 'id' },
  { id: 'a-range', kind: 'between', column: 'a', min: 0, max: 100 },
  { id: 'b-minimum', kind: 'atLeast', column: 'b', min: 0 },
  { id: 'z-range', kind: 'between', column: 'z', min: -10, max: 10 },
  { id: 'z-mean', kind: 'mean', column: 'z', min: -0.01, max: 0.01 },
  { id: 'n-nulls', kind: 'nullPercentBelow', column: 'n', max: 5 },
  { id: 'cat-set', kind: 'inSet', column: 'cat', values: categories(21) },
  { id: 'usr-pattern', kind: 'pattern', column: 'usr', regex: '^user_\\d+$' },
  { id: 'k-range', kind: 'between', column: 'k', min: 0, max: 1000 },
  { id: 'ts-not-null', kind: 'notNull', column: 'ts' },
  { id: 'flag-not-null', kind: 'notNull', column: 'flag' },
  { id: 'b-median', kind: 'median', column: 'b', min: 150, max: 220 },
];

/** Bounds that the same data break: 1 % of `a`, 2.5 % of `cat`, about one `usr` in a million, and two aggregates. */
const broken: readonly Rule[] = [
  { id: 'a-range', kind: 'between', column: 'a', min: 0, max: 99 },
  { id: 'n-nulls', kind: 'nullPercentBelow', column: 'n', max: 2 },
  { id: 'cat-set', kind: 'inSet', column: 'cat', values: categories(20) },
  { id: 'usr-pattern', kind: 'pattern', column: 'usr', regex: '^user_[1-9]\\d*$' },
  { id: 'b-median', kind: 'median', column: 'b', min: 200, max: 220 },
];

const fiveHundred: readonly Rule[] = wideColumns.flatMap((column): Rule[] => [
  { id: `${column}-not-null`, kind: 'notNull', column },
  { id: `${column}-range`, kind: 'between', column, min: 0, max: 100 },
  { id: `${column}-mean`, kind: 'mean', column, min: 49, max: 51 },
  { id: `${column}-sd`, kind: 'standardDeviation', column, min: 28, max: 30 },
  { id: `${column}-median`, kind: 'median', column, min: 49, max: 51 },
]);

const small: readonly Rule[] = [
  { id: 'rows', kind: 'rowCount', min: 1, max: 1000 },
  { id: 'id-not-null', kind: 'notNull', column: 'id' },
  { id: 'id-unique', kind: 'unique', column: 'id' },
  { id: 'temp-range', kind: 'between', column: 'temp', min: 0, max: 40 },
  { id: 'name-set', kind: 'inSet', column: 'name', values: ['press', 'lathe', 'mill'] },
];

export const ruleSets: Readonly<Record<RuleSetName, RuleSet>> = {
  thirteen: { rules: thirteen, fails: [] },
  'thirteen-failing': {
    rules: thirteen.map((rule) => broken.find(({ id }) => id === rule.id) ?? rule),
    fails: broken.map(({ id }) => id),
  },
  'five-hundred': { rules: fiveHundred, fails: [] },
  small: { rules: small, fails: [] },
};

/** Writes a rule set as the JSON that the peers' scripts read, and returns its path. */
export function writeRules(name: RuleSetName): string {
  mkdirSync(out, { recursive: true });
  const path = join(out, `${name}.rules.json`);
  writeFileSync(path, JSON.stringify(ruleSets[name].rules));
  return path;
}
