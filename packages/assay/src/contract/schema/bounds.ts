import type { LogicalType } from '../logical-type.ts';
import { millisOfText } from '../moments.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';

interface Bound {
  readonly name: string;
  readonly value: number;
  readonly open: boolean;
}

const pairs = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minimum', 'maximum'],
  ['minimum', 'exclusiveMaximum'],
  ['exclusiveMinimum', 'maximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
] as const;

/** Refuses bounds between which no value lies. Bounds on dates and times that cannot be read are left to the run. */
export const checkBounds = (
  reading: Reading,
  options: Readonly<Record<string, unknown>>,
  type: LogicalType,
  path: Path,
): void => {
  const bound = (name: string): Bound | undefined => {
    const value = comparable(options[name], type);
    return value === undefined ? undefined : { name, value, open: name.startsWith('exclusive') };
  };
  for (const [low, high] of pairs) {
    const [lower, upper] = [bound(low), bound(high)];
    if (lower === undefined || upper === undefined) continue;
    if (nothingBetween(lower, upper, type)) {
      reading.reject(
        [...path, high],
        `no value lies between ${low} ${options[low]} and ${high} ${options[high]}`,
        'mend one of the two',
      );
    }
  }
};

const nothingBetween = (lower: Bound, upper: Bound, type: LogicalType): boolean => {
  if (type === 'integer') {
    const least = lower.open ? Math.floor(lower.value) + 1 : Math.ceil(lower.value);
    const most = upper.open ? Math.ceil(upper.value) - 1 : Math.floor(upper.value);
    return least > most;
  }
  return lower.open || upper.open ? lower.value >= upper.value : lower.value > upper.value;
};

const comparable = (value: unknown, type: LogicalType): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? millisOfText(value, type) : undefined;
};
