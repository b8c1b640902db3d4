import type { Column } from '../../domain/column.ts';
import type { Presence } from '../../drift/missing-drift.ts';
import { type NonFinite, nonFinite } from '../../metrics/non-finite.ts';
import { nulls } from '../../metrics/nulls.ts';
import { ask, type MetricRequest } from '../../metrics/request.ts';
import type { Measurements } from '../measure.ts';
import { valueIn } from '../value-in.ts';

const nullRequest = ({ name }: Column) => ask(nulls, { column: name });
const oddRequest = ({ name }: Column) => ask(nonFinite, { column: name });

/** NaN has no order and infinities no distance, so both count among what is missing. */
const mayBeOdd = ({ kind }: Column): boolean => kind === 'float';

export const presenceRequests = (column: Column): readonly MetricRequest[] => [
  nullRequest(column),
  ...(mayBeOdd(column) ? [oddRequest(column)] : []),
];

export const presenceOf = (column: Column, measured: Measurements): Presence => {
  const counted = valueIn<{ nulls: number; rows: number }>(measured.get(nullRequest(column).key));
  const odd = mayBeOdd(column) ? valueIn<NonFinite>(measured.get(oddRequest(column).key)) : undefined;
  const missing =
    (counted?.nulls ?? 0) +
    (odd === undefined ? 0 : odd.nans + odd.positiveInfinities + odd.negativeInfinities);
  return { present: (counted?.rows ?? 0) - missing, missing };
};
