import { type Comparison, comparisonText, holds, none } from '../domain/comparison.ts';
import { countWhere } from '../metrics/count-where.ts';
import { ask, type MetricRequest } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import type { Expr } from '../sql/expression.ts';
import { type CheckContext, type Outcome, type Rung, rung, type Values } from './check.ts';

/** How many rows may break a rule: ODCS's operator on the count, or on the percentage, of exceptions. */
export interface Tolerance {
  readonly comparison: Comparison;
  readonly unit: 'rows' | 'percent';
}

export const toleranceOf = (context: CheckContext): Tolerance => ({
  comparison: context.comparison ?? none,
  unit: context.unit ?? 'rows',
});

export const toleranceText = ({ comparison, unit }: Tolerance, noun: string): string =>
  comparison.operator === 'mustBe' && comparison.value === 0
    ? `no ${noun}`
    : `${comparisonText(comparison, unit === 'percent' ? ' %' : '')} ${noun}`;

/** Percentages are rounded to six decimals; of no rows they are 0. */
export const percentOf = (count: number, total: number): number =>
  total === 0 ? 0 : Math.round((count / total) * 1e8) / 1e6;

/** "1 value above 31", "2 values above 31", of a noun in the plural. */
const counted = (count: number, noun: string): string => {
  const one = noun
    .replace(/^(missing value|value|NULL|text|time|row|orphan)s\b( that are)?/, (_all, word, are) =>
      are === undefined ? word : `${word} that is`,
    )
    .replace(/^orphan: rows/, 'orphan: row');
  return `${count.toLocaleString('en')} ${count === 1 ? one : noun}`;
};

/** Judges a number of exceptions out of a number of rows. `noun` names what was counted: "NULLs", "rows above 31". */
export const judgeExceptions = (
  count: number,
  total: number,
  tolerance: Tolerance,
  noun: string,
): Outcome => {
  const observed = tolerance.unit === 'percent' ? percentOf(count, total) : count;
  const status = holds(tolerance.comparison, observed) ? 'pass' : 'fail';
  const share =
    total > 0 && count > 0 ? ` of ${total.toLocaleString('en')} (${formatPercent(count, total)})` : '';
  const nothing =
    tolerance.unit === 'percent' && total === 0 ? ': the table is empty, and of no rows it is 0 %' : '';
  return {
    status,
    observed,
    count,
    total,
    message: `${counted(count, noun)}${share}${nothing}`,
  };
};

const formatPercent = (count: number, total: number): string =>
  `${Number(((count / total) * 100).toPrecision(2))} %`;

/** A cheap rung that can prove there are no exceptions at all. */
export const provesNone = <N extends Readonly<Record<string, MetricRequest>>>(
  needs: N,
  tolerance: Tolerance,
  noun: string,
  proves: (values: Values<N>) => boolean,
): Rung =>
  rung('cheap', { ...needs, $rows: ask(rows, {}) }, (values) =>
    proves(values as Values<N>) ? judgeExceptions(0, values.$rows as number, tolerance, noun) : undefined,
  );

/** The exact rung of a row rule: count the rows for which `failing` is true. */
export const countsExceptions = (failing: Expr, tolerance: Tolerance, noun: string): Rung =>
  rung(
    'exact',
    { count: ask(countWhere, { condition: failing }), rows: ask(rows, {}) },
    ({ count, rows: total }) => judgeExceptions(count, total, tolerance, noun),
  );
