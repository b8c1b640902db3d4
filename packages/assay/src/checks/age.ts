import { z } from 'zod';
import { type Cell, isTagged, millisOf } from '../domain/cell.ts';
import { instantOfWall, isZone } from '../domain/zone.ts';
import { type CheckContext, RuleUnknown } from './check.ts';
import { countText, durationText } from './words.ts';

const seconds = { s: 1, min: 60, h: 3600, d: 86_400, w: 604_800 } as const;
const months = { mo: 1, y: 12 } as const;
const words = { s: 'second', min: 'minute', h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' } as const;

/** A span of time as an SLA states it. Months and years are those of the calendar, in UTC. */
export const ageParams = z.strictObject({
  value: z.number().min(0),
  unit: z.enum(['s', 'min', 'h', 'd', 'w', 'mo', 'y']),
  element: z.string().optional(),
});
export type AgeParams = z.infer<typeof ageParams>;

const monthsBefore = (now: number, count: number): number => {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
};

/** The moment that lies the span before `now`, in milliseconds since 1970. */
export const momentBefore = (now: number, { value, unit }: AgeParams): number => {
  if (unit !== 'mo' && unit !== 'y') return now - value * seconds[unit] * 1000;
  const count = value * months[unit];
  if (!Number.isInteger(count))
    throw new RuleUnknown(`${value} ${words[unit]}s are no whole number of months`);
  return monthsBefore(now, count);
};

export const ageText = ({ value, unit }: AgeParams): string =>
  `${countText(value)} ${words[unit]}${value === 1 ? '' : 's'}`;

/** Throws `RuleUnknown` where the rule's zone does not exist. */
export const knownZone = ({ timezone }: CheckContext): string => {
  if (!isZone(timezone))
    throw new RuleUnknown(`defaultTimezone ${timezone} is no zone that this system knows`);
  return timezone;
};

/** The instant of a date or time cell; those without a zone are on the zone's clock. Undefined beyond the calendar. */
export const instantOf = (cell: Cell, zone: string): number | undefined => {
  const wall = millisOf(cell);
  if (wall === undefined || (isTagged(cell) && cell.value.endsWith('Z'))) return wall;
  return instantOfWall(wall, zone);
};

/** "5 h before the run". */
export const distanceText = (now: number, instant: number): string =>
  `${durationText(Math.abs(now - instant) / 1000)} ${instant > now ? 'after' : 'before'} the run`;
