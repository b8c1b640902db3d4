import type { Column } from '../../domain/column.ts';
import { orderStatistics } from '../../metrics/order-statistics.ts';
import { ask } from '../../metrics/request.ts';
import type { Measurements } from '../measure.ts';
import { valueIn } from '../value-in.ts';

const quantileCount = 64;

/** Ranks of the quantiles at (i + ½) / 64. */
export const quantileRanks = (rows: number): readonly number[] =>
  Array.from({ length: quantileCount }, (_none, at) =>
    Math.min(rows, Math.max(1, Math.ceil(((at + 0.5) / quantileCount) * rows))),
  );

export const quantileRequest = ({ name }: Column, present: number) =>
  ask(orderStatistics, {
    column: name,
    ranks: [...new Set(quantileRanks(present))],
  });

/** Empty where they were not asked for. */
export const quantilesIn = (column: Column, present: number, measured: Measurements): readonly number[] => {
  if (present === 0) return [];
  const found = valueIn<ReturnType<typeof orderStatistics.value>>(
    measured.get(quantileRequest(column, present).key),
  );
  if (found === undefined) return [];
  const byRank = new Map(found.map(({ rank, value }) => [rank, value]));
  return quantileRanks(present).map((rank) => byRank.get(rank) ?? Number.NaN);
};
