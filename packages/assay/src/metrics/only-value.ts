import { numberOf, type Row } from '../domain/cell.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { aggregate, type Expr } from '../sql/expression.ts';

/** Asks for what `onlyValue` reads, under the name of the values. */
export const extremes = (name: string, value: Expr): Readonly<Record<string, Expr>> => ({
  [`${name}.least`]: aggregate('min', value),
  [`${name}.most`]: aggregate('max', value),
});

/**
 * The one finite value there is, where all are equal: engines give equal values a spread by rounding, and PostgreSQL 18 computes a mean that is asked
 * for in two places twice, in parallel, with two results.
 */
export const onlyValue = (row: Row | undefined, name: string): number | undefined => {
  const [least, most] = [row?.[`${name}.least`] ?? null, row?.[`${name}.most`] ?? null];
  if (least === null || most === null || compareCells(least, most) !== 0) return undefined;
  const only = numberOf(least);
  return Number.isFinite(only) ? only : undefined;
};
