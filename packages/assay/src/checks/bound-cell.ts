import { type Cell, isTagged, type Tagged } from '../domain/cell.ts';
import type { Column } from '../domain/column.ts';
import { instantOfWall, isZone, zoneOffsetMillis } from '../domain/zone.ts';
import { RuleUnknown } from './check.ts';

const moment = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d)?)(\.\d{1,9})?)?\s*([Zz]|[+-]\d\d(?::?\d\d)?)?$/;
const timeOfDay = /^[Tt]?(\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?)[Zz]?$/;

interface Moment {
  /** Milliseconds since 1970, as if the clock were UTC's; whole seconds. */
  readonly wall: number;
  readonly fraction: string;
  /** Minutes ahead of UTC, where a zone is written. */
  readonly offset?: number;
  readonly hasTime: boolean;
}

const offsetOf = (zone: string): number => {
  if (/^z$/i.test(zone)) return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

const momentOf = (written: string): Moment | undefined => {
  const [, day, time, fraction = '', zone] = moment.exec(written.trim()) ?? [];
  if (day === undefined) return undefined;
  const wall = Date.parse(`${day}T${time ?? '00:00'}Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== day) return undefined;
  return {
    wall,
    fraction,
    hasTime: time !== undefined,
    ...(zone === undefined ? {} : { offset: offsetOf(zone) }),
  };
};

const isoOf = (wall: number, fraction: string): string =>
  new Date(wall).toISOString().slice(0, 19) + fraction;

/** A moment as a cell of a column without zones (on the clock of `zone`), or with them. */
const timestampCell = ({ wall, fraction, offset }: Moment, zoned: boolean, zone: string): Cell => {
  if (!zoned && offset === undefined) return { type: 'timestamp', value: isoOf(wall, fraction) };
  if (!isZone(zone)) throw new RuleUnknown(`defaultTimezone ${zone} is no zone that this system knows`);
  const instant = offset === undefined ? instantOfWall(wall, zone) : wall - offset * 60_000;
  if (zoned) return { type: 'timestamp', value: `${isoOf(instant, fraction)}Z` };
  return { type: 'timestamp', value: isoOf(instant + zoneOffsetMillis(instant, zone), fraction) };
};

const plainNumber = /^-?\d+(\.\d+)?$/;

/** A number as a cell that compares exactly with whole numbers and decimals: by its digits. */
const exactNumber = (value: number | Tagged): Cell => {
  const text = isTagged(value) ? value.value : String(value);
  if (!plainNumber.test(text) || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  return { type: text.includes('.') ? 'decimal' : 'bigint', value: text };
};

/**
 * A bound of a contract as a cell of the column's kind. Dates and times are text there: a bound without a zone is on the clock of
 * `zone`, and so are the values of a column without zones. Throws `RuleUnknown` where the bound cannot be one of the column's.
 */
export const boundCell = (
  value: number | string | Tagged,
  { name, kind, sqlType }: Column,
  zone: string,
): Cell => {
  const refuse = (): never => {
    throw new RuleUnknown(
      `${isTagged(value) ? value.value : value} cannot be a bound of ${name}, which is ${sqlType}`,
    );
  };
  const isNumber = kind === 'integer' || kind === 'decimal' || kind === 'float';
  if (typeof value !== 'string') {
    if (!isNumber) return refuse();
    return kind === 'float' ? value : exactNumber(value);
  }
  if (isNumber)
    return plainNumber.test(value) ? { type: value.includes('.') ? 'decimal' : 'bigint', value } : refuse();
  if (kind === 'time') {
    const [, clock] = timeOfDay.exec(value) ?? [];
    return clock === undefined ? refuse() : { type: 'time', value: clock };
  }
  const found = momentOf(value) ?? refuse();
  if (kind === 'timestamp' || kind === 'timestamptz')
    return timestampCell(found, kind === 'timestamptz', zone);
  if (kind !== 'date') return refuse();
  const midnight = found.wall % 86_400_000 === 0 && /^(\.0*)?$/.test(found.fraction);
  return midnight ? { type: 'date', value: isoOf(found.wall, '').slice(0, 10) } : refuse();
};
