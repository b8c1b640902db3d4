const twoDigits = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_unused, index) => String(from + index).padStart(2, '0')).join('|');
const anyDigits = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_unused, index) =>
    from + index < 10 ? `0?${from + index}` : String(from + index),
  ).join('|');

/** One or two letters of a number: `M` takes 1 and 01, `MM` takes 01 only. */
const numbers = (letters: string, from: number, to: number): string =>
  `(?:${letters.length === 1 ? anyDigits(from, to) : twoDigits(from, to)})`;

const leap = '(?:0[48]|[2468][048]|[13579][26])';
const leapCentury = '(?:[02468][048]|[13579][26])00';

/** How the days of a month and the years fit each other: together, the four cover exactly the days that exist. */
const calendars = [
  { months: [1, 3, 5, 7, 8, 10, 12], days: 31, leapOnly: false },
  { months: [4, 6, 9, 11], days: 30, leapOnly: false },
  { months: [2], days: 28, leapOnly: false },
  { months: [2], days: 29, leapOnly: true },
] as const;
type Calendar = (typeof calendars)[number];

const month = (letters: string, { months }: Calendar): string =>
  `(?:${months.map((number) => (number > 9 ? String(number) : `0${letters.length === 1 ? '?' : ''}${number}`)).join('|')})`;

const year = (letters: string, { leapOnly }: Calendar): string | undefined => {
  if (letters.length === 2) return leapOnly ? `(?:00|${leap})` : '\\d{2}';
  if (letters.length === 4) return leapOnly ? `(?:\\d{2}${leap}|${leapCentury})` : '\\d{4}';
  return undefined;
};

const zone: Readonly<Record<string, string>> = {
  X: '(?:Z|[+-]\\d{2}(?:\\d{2})?)',
  XX: '(?:Z|[+-]\\d{4})',
  XXX: '(?:Z|[+-]\\d{2}:\\d{2})',
  x: '[+-]\\d{2}(?:\\d{2})?',
  xx: '[+-]\\d{4}',
  xxx: '[+-]\\d{2}:\\d{2}',
  Z: '[+-]\\d{4}',
};

/** The pattern of one field of Java's DateTimeFormatter; undefined for those that are not read. */
const fieldPattern = (letters: string, calendar: Calendar): string | undefined => {
  const letter = letters.charAt(0);
  const short = letters.length <= 2;
  if (letter === 'y' || letter === 'u') return year(letters, calendar);
  if (letter === 'M' && short) return month(letters, calendar);
  if (letter === 'd' && short) return numbers(letters, 1, calendar.days);
  if (letter === 'H' && short) return numbers(letters, 0, 23);
  if (letter === 'h' && short) return numbers(letters, 1, 12);
  if ((letter === 'm' || letter === 's') && short) return numbers(letters, 0, 59);
  if (letter === 'S' && letters.length <= 9) return `\\d{${letters.length}}`;
  if (letters === 'a') return '(?:AM|PM|am|pm)';
  return zone[letters];
};

const plain = (text: string): string => text.replace(/[^A-Za-z0-9_ ]/gu, (character) => `\\${character}`);

type Part = { readonly letters: string } | { readonly text: string };

const partsOf = (format: string): readonly Part[] | string => {
  const parts: Part[] = [];
  const tokens = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'/gu;
  for (const [token, quoted] of format.matchAll(tokens)) {
    if (token === "'") return 'has an open quote';
    if (quoted !== undefined) parts.push({ text: quoted === '' ? "'" : quoted.replaceAll("''", "'") });
    else if (/^[A-Za-z]/.test(token) && token !== 'T') parts.push({ letters: token });
    else if (/[[\]{}#]/.test(token)) return 'has optional or reserved parts, which are not read';
    else parts.push({ text: token });
  }
  return parts;
};

const isoDate = 'yyyy-MM-dd';
const isoZone = '(?:Z|[+-]\\d{2}(?::?\\d{2})?)?';
const isoTime = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?';

/** ODCS's own default, and its shorter forms: ISO 8601, the seconds, their fraction and the zone as they come. */
const isoForms: Readonly<Record<string, readonly [string, string]>> = {
  'YYYY-MM-DDTHH:mm:ss.SSSZ': [isoDate, `T${isoTime}${isoZone}`],
  'YYYY-MM-DDTHH:mm:ssZ': [isoDate, `T${isoTime}${isoZone}`],
  'YYYY-MM-DDTHH:mm:ss': [isoDate, `T${isoTime}${isoZone}`],
  'YYYY-MM-DD': [isoDate, ''],
};

/**
 * The patterns of which one matches each date or time that a format (of Java's DateTimeFormatter, numeric fields only; a bare T is
 * the letter) writes and that exists; or, in words, why the format is not read.
 */
export const datePatterns = (format: string): readonly string[] | string => {
  const [written, rest] = Object.hasOwn(isoForms, format) ? (isoForms[format] ?? [format, '']) : [format, ''];
  const parts = partsOf(written);
  if (typeof parts === 'string') return parts;
  const unread = parts.find(
    (part) => 'letters' in part && fieldPattern(part.letters, calendars[0]) === undefined,
  );
  if (unread !== undefined && 'letters' in unread)
    return `has ${unread.letters}, which is not read: numbers of years to fractions, a and zones are`;
  const patterns = calendars.map((calendar) =>
    parts
      .map((part) => ('letters' in part ? fieldPattern(part.letters, calendar) : plain(part.text)))
      .join(''),
  );
  return [...new Set(patterns)].map((pattern) => `^${pattern}${rest}$`);
};
