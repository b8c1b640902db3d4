import { type Comparison, comparisonText, holds, none } from '../domain/comparison.ts';
import { countWhere } from '../metrics/count-where.ts';
import { ask, type MetricRequest } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import type { Expr } from '../sql/expression.ts';
import { type CheckContext, type Outcome, type Rung, rung, type Values } from './check.ts';
import { countText, type Noun } from './words.ts';

/** How many rows may break a rule: ODCS's operator on the count, or on the percentage, of exceptions. */
export interface Tolerance {
  readonly comparison: Comparison;
  readonly unit: 'rows' | 'percent';
}

export const toleranceOf = (context: CheckContext): Tolerance => ({
  comparison: context.comparison ?? none,
  unit: context.unit ?? 'rows',
});

export const toleranceText = ({ comparison, unit }: Tolerance, noun: Noun): string =>
  comparison.operator === 'mustBe' && comparison.value === 0
    ? `no ${noun(0)}`
    : `${comparisonText(comparison, unit === 'percent' ? ' %' : '')} ${noun(unit === 'rows' && comparison.value === 1 ? 1 : 2)}`;

/** Percentages are rounded to six decimals; of no rows they are 0. */
export const percentOf = (count: number, total: number): number =>
  total === 0 ? 0 : Math.round((count / total) * 1e8) / 1e6;

/** Judges a number of exceptions out of a number of rows. `noun` names what was counted. */
export const judgeExceptions = (count: number, total: number, tolerance: Tolerance, noun: Noun): Outcome => {
  const observed = tolerance.unit === 'percent' ? percentOf(count, total) : count;
  const status = holds(tolerance.comparison, observed) ? 'pass' : 'fail';
  const share = total > 0 && count > 0 ? ` of ${countText(total)} (${formatPercent(count, total)})` : '';
  const nothing =
    tolerance.unit === 'percent' && total === 0 ? ': the table is empty, and of no rows it is 0 %' : '';
  return {
    status,
    observed,
    count,
    total,
    message: `${countText(count)} ${noun(count)}${share}${nothing}`,
  };
};

const formatPercent = (count: number, total: number): string =>
  `${Number(((count / total) * 100).toPrecision(2))} %`;

/** A cheap rung that can prove there are no exceptions at all. */
export const provesNone = <N extends Readonly<Record<string, MetricRequest>>>(
  needs: N,
  tolerance: Tolerance,
  noun: Noun,
  proves: (values: Values<N>) => boolean,
): Rung =>
  rung('cheap', { ...needs, $rows: ask(rows, {}) }, (values) =>
    proves(values as Values<N>) ? judgeExceptions(0, values.$rows as number, tolerance, noun) : undefined,
  );

/** The exact rung of a row rule: count the rows for which `failing` is true. */
export const countsExceptions = (failing: Expr, tolerance: Tolerance, noun: Noun): Rung =>
  rung(
    'exact',
    { count: ask(countWhere, { condition: failing }), rows: ask(rows, {}) },
    ({ count, rows: total }) => judgeExceptions(count, total, tolerance, noun),
  );
