import { type Cell, isTagged } from '../../src/domain/cell.ts';

/** A whole or decimal number: `units` / 10^`scale`. */
export interface Exact {
  readonly units: bigint;
  readonly scale: number;
}
/** Microseconds since 1970; what has no zone is in UTC. */
export interface Instant {
  readonly micros: bigint;
}
/** A time of day, as it is written with seconds. */
export interface Clock {
  readonly clock: string;
}
/** What an expression can be, as plainly as JavaScript can hold it. */
export type Value = null | boolean | number | string | Exact | Instant | Clock;

export const isExact = (value: Value): value is Exact =>
  typeof value === 'object' && value !== null && 'units' in value;
export const isInstant = (value: Value): value is Instant =>
  typeof value === 'object' && value !== null && 'micros' in value;
const isClock = (value: Value): value is Clock =>
  typeof value === 'object' && value !== null && 'clock' in value;

export const exactOf = (text: string): Exact => {
  const [whole = '0', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
};
const instantOf = (text: string): Instant => {
  const [, day = '', clock = '00:00:00', fraction = ''] =
    /^(.{10})(?:T(.{8}))?(?:\.(\d+))?Z?$/.exec(text) ?? [];
  return { micros: BigInt(Date.parse(`${day}T${clock}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0')) };
};
const clockOf = (text: string): Clock => ({ clock: text.length === 5 ? `${text}:00` : text });

/** A cell of a column or of a literal; the numbers of a column of doubles are doubles. */
export const readCell = (cell: Cell, isDouble: boolean): Value => {
  if (typeof cell === 'number') return isDouble ? cell : exactOf(String(cell));
  if (!isTagged(cell)) return cell;
  switch (cell.type) {
    case 'float':
      return Number(cell.value);
    case 'bigint':
    case 'decimal':
      return exactOf(cell.value);
    case 'time':
      return clockOf(cell.value);
    default:
      return instantOf(cell.value);
  }
};

/** Texts beside an instant or a time are one too. */
export const readBeside = (values: readonly Value[]): readonly Value[] => {
  const reads = values.some(isInstant) ? instantOf : values.some(isClock) ? clockOf : undefined;
  return reads === undefined
    ? values
    : values.map((value) => (typeof value === 'string' ? reads(value) : value));
};

export const scaled = ({ units, scale }: Exact, to: number): bigint => units * 10n ** BigInt(to - scale);

export const double = (value: Value): number => {
  if (!isExact(value)) return value as number;
  const digits = String(value.units < 0n ? -value.units : value.units).padStart(value.scale + 1, '0');
  const point = digits.length - value.scale;
  return Number(`${value.units < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}0`);
};

const sign = (negative: boolean, positive: boolean): number => (negative ? -1 : positive ? 1 : 0);
const orderDoubles = (a: number, b: number): number =>
  Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : sign(a < b, a > b);
const orderTexts = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Negative, zero or positive, as `left` is before, equal to or after `right`. */
export const order = (left: Value, right: Value): number => {
  const [a = null, b = null] = readBeside([left, right]);
  if (isExact(a) && isExact(b)) {
    const scale = Math.max(a.scale, b.scale);
    return sign(scaled(a, scale) < scaled(b, scale), scaled(a, scale) > scaled(b, scale));
  }
  if (typeof a === 'string' && typeof b === 'string') return orderTexts(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (isInstant(a) && isInstant(b)) return sign(a.micros < b.micros, a.micros > b.micros);
  if (isClock(a) && isClock(b)) return orderTexts(a.clock, b.clock);
  return orderDoubles(double(a), double(b));
};

const microsOfDay = 86_400_000_000n;

export const daysOf = ({ micros }: Instant): bigint => micros / microsOfDay;

/** A part of an instant or a time by the name the grammar gives it. */
export const partOf = (value: Value, name: string): number => {
  if (isClock(value)) {
    const [hour, minute, second = ''] = value.clock.split(':');
    return Number({ hour, minute, second: second.slice(0, 2) }[name]);
  }
  if (!isInstant(value)) throw new Error(`no ${name} of ${String(value)}`);
  const date = new Date(Number((value.micros - (((value.micros % 1000n) + 1000n) % 1000n)) / 1000n));
  const parts: Readonly<Record<string, number>> = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    dayOfWeek: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
  return parts[name] ?? Number.NaN;
};
