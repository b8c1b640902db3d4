import type { Cell } from '../domain/cell.ts';
import { floatCell } from '../domain/cell.ts';
import { type Comparison, comparisonText, holds } from '../domain/comparison.ts';
import type { Metric } from '../metrics/metric.ts';
import { ask, askPer, type Grouped, type MetricRequest } from '../metrics/request.ts';
import {
  type CheckContext,
  fail,
  type Outcome,
  pass,
  RuleUnknown,
  type Rung,
  rung,
  unknown,
} from './check.ts';
import { groupEvidence, groupText, tooManyGroups } from './groups.ts';
import { countText, plural, valueText } from './words.ts';

const shownGroups = 10;

/** A number of a column, or of each group of rows, that ODCS's operator compares. */
export interface ComparedNumber {
  /** "mean", "0.99 quantile": what is compared. */
  readonly noun: string;
  readonly per: readonly string[];
  /** Why there is no number where there is none. */
  readonly without: string;
}

export const comparisonOf = (context: CheckContext, id: string): Comparison => {
  if (context.comparison === undefined)
    throw new RuleUnknown(`${id} compares a number: add mustBeBetween or another operator`);
  return context.comparison;
};

/** How far a value is from where it must be; 0 where it is there. NaN is infinitely far. */
export const distanceFrom = ({ operator, value }: Comparison, observed: number): number => {
  if (Number.isNaN(observed)) return Infinity;
  if (Array.isArray(value)) {
    const [low, high] = value;
    return operator === 'mustBeBetween'
      ? Math.max(low - observed, observed - high, 0)
      : Math.max(0, Math.min(observed - low, high - observed));
  }
  return typeof value === 'number' ? Math.abs(observed - value) : 0;
};

const demanded = (comparison: Comparison): string => `must be ${comparisonText(comparison)}`;

/** Judges the one number of a column. */
export const judgeNumber = (
  found: number | null,
  comparison: Comparison,
  { noun, without }: ComparedNumber,
): Outcome => {
  if (found === null) return unknown(`there is no ${noun}: ${without}`);
  const reason = Number.isNaN(found) ? ': the column holds NaN or infinite values' : '';
  const message = `${noun} ${valueText(found)}`;
  const observed = floatCell(found);
  return holds(comparison, found)
    ? pass(message, { observed })
    : fail(`${message}${reason}, ${demanded(comparison)}`, { observed });
};

interface GroupNumber {
  readonly key: readonly Cell[];
  readonly value: number | null;
}

/** Judges the number of every group; the group that is furthest off is named. */
export const judgeGroups = (
  groups: readonly GroupNumber[],
  truncated: boolean,
  comparison: Comparison,
  number: ComparedNumber,
): Outcome => {
  const { noun, per, without } = number;
  if (truncated) return tooManyGroups({ groups, truncated }, per);
  if (groups.length === 0) return unknown(`there is no ${noun}: ${without}`);
  const distance = ({ value }: GroupNumber): number =>
    value === null ? -1 : distanceFrom(comparison, value);
  const bad = groups
    .filter(({ value }) => value !== null && !holds(comparison, value))
    .sort((a, b) => distance(b) - distance(a));
  const [worst] = bad;
  if (worst !== undefined) {
    const share = `${countText(bad.length)} of ${plural(groups.length, 'group')}`;
    return fail(
      `${groupText(per, worst.key)}: ${noun} ${valueText(worst.value ?? Number.NaN)}, ${demanded(comparison)}${groups.length > 1 ? ` (${share})` : ''}`,
      {
        observed: floatCell(worst.value ?? Number.NaN),
        evidence: {
          groups: bad.slice(0, shownGroups).map(({ key, value }) => ({
            ...groupEvidence(per, key),
            [noun]: value === null ? null : floatCell(value),
          })),
        },
      },
    );
  }
  const empty = groups.filter(({ value }) => value === null);
  const [first] = empty;
  if (first !== undefined)
    return unknown(
      `there is no ${noun} for ${groupText(per, first.key)}${empty.length > 1 ? ` and ${countText(empty.length - 1)} more` : ''}: ${without}`,
    );
  const values = groups.map(({ value }) => value ?? Number.NaN);
  const least = values.reduce((low, value) => Math.min(low, value));
  const most = values.reduce((high, value) => Math.max(high, value));
  return pass(`${noun} ${valueText(least)} to ${valueText(most)} over ${plural(groups.length, 'group')}`);
};

/** The rung that measures the number itself, of the column or of each group, and compares it. */
export const comparesNumber = <P, S, V>(
  name: 'cheap' | 'exact',
  metric: Metric<P, S, V>,
  params: P,
  numberOf: (value: V) => number | null,
  comparison: Comparison,
  number: ComparedNumber,
): Rung => {
  if (number.per.length === 0)
    return rung(name, { found: ask(metric, params) }, ({ found }) =>
      judgeNumber(numberOf(found), comparison, number),
    );
  const groups: MetricRequest<Grouped<V>> = askPer(metric, params, number.per);
  return rung(name, { found: groups }, ({ found }) =>
    judgeGroups(
      found.groups.map(({ key, value }) => ({ key, value: numberOf(value) })),
      found.truncated,
      comparison,
      number,
    ),
  );
};

/** The groups of a rule, by the names the table has. Columns that queries make beside those of groups begin with `~`. */
export const perOf = (per: readonly string[] | undefined, context: CheckContext): readonly string[] =>
  (per ?? []).map((asked) => {
    const { name } = context.column(asked);
    if (name.startsWith('~'))
      throw new RuleUnknown(
        `per: ${name}: a column whose name begins with ~ makes no groups, for Assay names its own columns so`,
      );
    return name;
  });

/** "a mean between 0 and 1 (both included)", for each group where there are some. */
export const demandText = (
  noun: string,
  per: readonly string[] | undefined,
  { comparison }: CheckContext,
): string =>
  `${noun}${comparison === undefined ? '' : ` ${comparisonText(comparison)}`}${per === undefined ? '' : ` for each ${per.join(', ')}`}`;
