import type { Comparison } from '../../domain/comparison.ts';

/** How a new demand compares with the old one: `same`, allows more, allows less, or something else. */
export type Strictness = 'same' | 'looser' | 'tighter' | 'other';

interface Interval {
  readonly low: number;
  readonly high: number;
  readonly openLow: boolean;
  readonly openHigh: boolean;
}

const intervalOf = ({ operator, value }: Comparison): Interval | undefined => {
  const closed = (low: number, high: number): Interval => ({ low, high, openLow: false, openHigh: false });
  switch (operator) {
    case 'mustBe':
      return typeof value === 'number' ? closed(value, value) : undefined;
    case 'mustBeGreaterThan':
      return { ...closed(value, Number.POSITIVE_INFINITY), openLow: true };
    case 'mustBeGreaterOrEqualTo':
      return closed(value, Number.POSITIVE_INFINITY);
    case 'mustBeLessThan':
      return { ...closed(Number.NEGATIVE_INFINITY, value), openHigh: true };
    case 'mustBeLessOrEqualTo':
      return closed(Number.NEGATIVE_INFINITY, value);
    case 'mustBeBetween':
      return closed(value[0], value[1]);
    default:
      return undefined;
  }
};

const contains = (outer: Interval, inner: Interval): boolean =>
  (outer.low < inner.low || (outer.low === inner.low && (!outer.openLow || inner.openLow))) &&
  (outer.high > inner.high || (outer.high === inner.high && (!outer.openHigh || inner.openHigh)));

/** Compares what two comparisons allow. */
export const compareComparisons = (before: Comparison, after: Comparison): Strictness => {
  if (before.operator === after.operator && JSON.stringify(before.value) === JSON.stringify(after.value))
    return 'same';
  const [old, now] = [intervalOf(before), intervalOf(after)];
  if (old === undefined || now === undefined) return 'other';
  const [wider, narrower] = [contains(now, old), contains(old, now)];
  if (wider && narrower) return 'same';
  return wider ? 'looser' : narrower ? 'tighter' : 'other';
};

/** Compares two lists of allowed values. */
export const compareSets = (before: readonly unknown[], after: readonly unknown[]): Strictness => {
  const [old, now] = [
    new Set(before.map((one) => JSON.stringify(one))),
    new Set(after.map((one) => JSON.stringify(one))),
  ];
  const wider = [...old].every((one) => now.has(one));
  const narrower = [...now].every((one) => old.has(one));
  if (wider && narrower) return 'same';
  return wider ? 'looser' : narrower ? 'tighter' : 'other';
};
