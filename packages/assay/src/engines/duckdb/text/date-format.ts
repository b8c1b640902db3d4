import { dateFormatParts, dateFormatVariants, type PlainFormatPart } from '../../../domain/date-format.ts';

/** Letters of JDK's DateTimeFormatter as strptime writes them. */
const letters: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  uuuu: '%Y',
  yy: '%y',
  uu: '%y',
  MM: '%m',
  M: '%m',
  MMM: '%b',
  MMMM: '%B',
  LLL: '%b',
  LLLL: '%B',
  LL: '%m',
  L: '%m',
  dd: '%d',
  d: '%d',
  E: '%a',
  EE: '%a',
  EEE: '%a',
  EEEE: '%A',
  HH: '%H',
  H: '%H',
  hh: '%I',
  h: '%I',
  a: '%p',
  mm: '%M',
  m: '%M',
  ss: '%S',
  s: '%S',
  SSS: '%g',
  SSSSSS: '%f',
  SSSSSSSSS: '%n',
  X: '%z',
  XX: '%z',
  XXX: '%z',
  x: '%z',
  xx: '%z',
  xxx: '%z',
  Z: '%z',
  ZZZ: '%z',
  z: '%Z',
  VV: '%Z',
};

/** Formats that ISO 8601 reading covers anyway, `YYYY-MM-DDTHH:mm:ss.SSSZ` of the standard's own text among them. */
const isIso = (format: string): boolean =>
  /^[yYu]{4}-MM-[dD]{2}('?T'?| )?(HH:mm(:ss(\.S+)?)?)?([XxZ]*|'Z')?$/.test(format);

/** More ways to leave sections out than this are not read. */
const mostVariants = 16;

const written = (part: PlainFormatPart): string | undefined =>
  part.kind === 'text' ? part.text.replaceAll('%', '%%') : letters[part.letters];

/**
 * A JDK date format as DuckDB's strptime takes it, one for each way to leave optional sections out: `iso` where no format is
 * needed, undefined where it holds a letter that strptime has not, or a zone that may be left out.
 */
export const strptimeFormats = (format: string): readonly string[] | 'iso' | undefined => {
  if (isIso(format)) return 'iso';
  const parts = dateFormatParts(format);
  if (typeof parts === 'string' || format.split('[').length - 1 > Math.log2(mostVariants)) return undefined;
  const variants = dateFormatVariants(parts).map((variant) => variant.map(written));
  if (variants.flat().includes(undefined)) return undefined;
  const formats = [...new Set(variants.map((variant) => variant.join('')))];
  return new Set(formats.map(hasZone)).size > 1 ? undefined : formats;
};

/** Whether values read by this format have a zone. */
export const hasZone = (format: string): boolean => /%[zZ]/.test(format);
