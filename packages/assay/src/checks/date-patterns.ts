import { type DateFormatPart, dateFormatParts } from '../domain/date-format.ts';

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

const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const dayNames = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

const monthNumber = (number: number, letters: string): string =>
  number > 9 ? String(number) : `0${letters.length === 1 ? '?' : ''}${number}`;

/** One letter of a month takes 1 and 01, two 01 only, three its short name in English, four the whole. */
const month = (letters: string, { months }: Calendar): string => {
  const written = (number: number): string => {
    const name = monthNames[number - 1] ?? '';
    if (letters.length > 3) return name;
    return letters.length === 3 ? name.slice(0, 3) : monthNumber(number, letters);
  };
  return `(?:${months.map(written).join('|')})`;
};

const dayName = (letters: string): string =>
  `(?:${dayNames.map((name) => (letters.length > 3 ? name : name.slice(0, 3))).join('|')})`;

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
  if ((letter === 'M' || letter === 'L') && letters.length <= 4) return month(letters, calendar);
  if (letter === 'E' && letters.length <= 4) return dayName(letters);
  if (letter === 'd' && short) return numbers(letters, 1, calendar.days);
  if (letter === 'H' && short) return numbers(letters, 0, 23);
  if (letter === 'h' && short) return numbers(letters, 1, 12);
  if ((letter === 'm' || letter === 's') && short) return numbers(letters, 0, 59);
  if (letter === 'S' && letters.length <= 9) return `\\d{${letters.length}}`;
  if (letters === 'a') return '(?:AM|PM|am|pm)';
  return zone[letters];
};

const plain = (text: string): string => text.replace(/[^A-Za-z0-9_ ]/gu, (character) => `\\${character}`);

/** Parts as one pattern; an optional section may be left out. */
const partsPattern = (parts: readonly DateFormatPart[], calendar: Calendar): string =>
  parts
    .map((part) => {
      if (part.kind === 'text') return plain(part.text);
      if (part.kind === 'optional') return `(?:${partsPattern(part.parts, calendar)})?`;
      return fieldPattern(part.letters, calendar) ?? '';
    })
    .join('');

/** The letters of the first field that is not read. */
const unreadField = (parts: readonly DateFormatPart[]): string | undefined => {
  for (const part of parts) {
    if (part.kind === 'text') continue;
    if (part.kind === 'field' && fieldPattern(part.letters, calendars[0]) !== undefined) continue;
    const unread = part.kind === 'field' ? part.letters : unreadField(part.parts);
    if (unread !== undefined) return unread;
  }
  return undefined;
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
 * The patterns of which one matches each date or time that a format (of Java's DateTimeFormatter, names in English; a bare T is
 * the letter) writes and that exists; or, in words, why the format is not read. The name of a day is not compared with the date.
 */
export const datePatterns = (format: string): readonly string[] | string => {
  const [written, rest] = Object.hasOwn(isoForms, format) ? (isoForms[format] ?? [format, '']) : [format, ''];
  const parts = dateFormatParts(written);
  if (typeof parts === 'string') return parts;
  const unread = unreadField(parts);
  if (unread !== undefined)
    return `has ${unread}, which is not read: years to fractions, names of months and days, a and zones are`;
  const patterns = calendars.map((calendar) => partsPattern(parts, calendar));
  return [...new Set(patterns)].map((pattern) => `^${pattern}${rest}$`);
};
