const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the runtime knows a time zone by this IANA name. */
export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (reason) {
    if (reason instanceof RangeError) return false;
    throw reason;
  }
};

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
};

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
export const zoneOffsetMillis = (instant: number, zone: string): number => {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
  const clock = new Date(0);
  clock.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
  clock.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
  return clock.getTime() - Math.floor(instant / 1000) * 1000;
};

/**
 * The instant at which the zone's clock shows this wall time (given as if it were UTC). A time that the clock skips is read with
 * the offset before the change, one that it shows twice with the first.
 */
export const instantOfWall = (wall: number, zone: string): number => {
  const before = zoneOffsetMillis(wall - 86_400_000, zone);
  const after = zoneOffsetMillis(wall + 86_400_000, zone);
  const early = wall - before;
  if (zoneOffsetMillis(early, zone) === before) return early;
  const late = wall - after;
  return zoneOffsetMillis(late, zone) === after ? late : early;
};
