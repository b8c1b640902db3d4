/** A cycle that values may follow, in the time of a place. */
export interface SeasonKind {
  readonly words: string;
  readonly complexity: number;
  readonly phase: (weekday: number, hour: number) => number;
}

/** The simplest first. */
export const seasonKinds: readonly SeasonKind[] = [
  { words: 'daily season', complexity: 1, phase: (_weekday, hour) => hour },
  { words: 'weekly season', complexity: 1, phase: (weekday) => weekday },
  {
    words: 'weekly season by the hour',
    complexity: 2,
    phase: (weekday, hour) => weekday * 24 + hour,
  },
];

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Zones without an offset, of which no calendar has to be asked. */
const utc = new Set(['UTC', 'Etc/UTC']);
/** Of the first day of 1970. */
const thursday = 4;

/** The weekday and hour of each time in a zone. */
export const clockOf = (
  times: ArrayLike<number>,
  zone: string,
): { readonly weekdays: Int32Array; readonly hours: Int32Array } => {
  const found = { weekdays: new Int32Array(times.length), hours: new Int32Array(times.length) };
  if (utc.has(zone)) {
    for (let at = 0; at < times.length; at += 1) {
      const hour = Math.floor((times[at] ?? 0) / 3_600_000);
      found.weekdays[at] = (((Math.floor(hour / 24) + thursday) % 7) + 7) % 7;
      found.hours[at] = ((hour % 24) + 24) % 24;
    }
    return found;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  for (let at = 0; at < times.length; at += 1) {
    const [weekday = '', hour = ''] = format.format(times[at]).split(/,? /);
    found.weekdays[at] = weekdays.indexOf(weekday);
    found.hours[at] = Number(hour);
  }
  return found;
};
