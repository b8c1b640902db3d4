import { type Cell, numberOf } from '../../domain/cell.ts';
import { numericKinds } from '../../domain/column.ts';
import type { Looked, Suggestion } from './draft.ts';

/** Keys and codes have no range that means something. */
const namesOfKeys = /(^|_)(id|key|code|number|no|nr|index|uuid)$/i;

/**
 * How far the tail may reach: beyond the 99 % quantile the tail is taken as exponential with the scale that puts the largest
 * of n values where it was seen, so that another batch of n rows exceeds the bound with a chance of about 1 in 100.
 * quantile(1 − p) = q99 + s ln(0.01 / p), with s = (max − q99) / ln(0.01 n) and p = 0.01 / n.
 */
export const tailBound = (extreme: number, quantile99: number, rows: number): number => {
  const reach = Math.log(Math.max(Math.E, 0.01 * rows));
  return quantile99 + ((extreme - quantile99) / reach) * Math.log(Math.max(Math.E, rows));
};

/** Rounds away from the data, to about a hundredth of its spread. */
const roundedOut = (value: number, spread: number, direction: 1 | -1): number => {
  const step = 10 ** Math.floor(Math.log10(spread > 0 ? spread / 50 : Math.max(Math.abs(value), 1) / 50));
  const steps = direction === 1 ? Math.ceil(value / step) : Math.floor(value / step);
  return Number((steps * step).toPrecision(12));
};

/** A range with margins from sampling error. Quantiles come from the sample, extremes from all drafted rows. */
export const suggestRange = (
  looked: Looked,
  low01: number | null,
  high99: number | null,
): readonly Suggestion[] => {
  const { column, rows, nulls, distinct } = looked;
  const extent = looked.metrics.get('extent') as { readonly min: Cell; readonly max: Cell } | undefined;
  const [min, max] = [numberOf(extent?.min ?? null), numberOf(extent?.max ?? null)];
  if (
    !numericKinds.includes(column.kind) ||
    min === undefined ||
    max === undefined ||
    low01 === null ||
    high99 === null
  )
    return [];
  if (!Number.isFinite(min) || !Number.isFinite(max) || distinct < 3 || namesOfKeys.test(column.name))
    return [];
  const present = rows - nulls;
  const spread = max - min;
  const above = roundedOut(tailBound(max, high99, present), spread, 1);
  const below = roundedOut(-tailBound(-min, -low01, present), spread, -1);
  const minimum = min >= 0 && below < 0 ? 0 : below;
  return [
    {
      kind: 'property',
      body: { logicalTypeOptions: { minimum, maximum: above } },
      check: 'range',
      sure: true,
      reason: `seen ${min} to ${max} in ${present.toLocaleString('en')} values; the margin covers sampling error${min >= 0 && minimum === 0 ? ', and nothing was negative' : ''}`,
    },
  ];
};
