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
  dd: '%d',
  d: '%d',
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

/**
 * A JDK date format as DuckDB's strptime takes it: `iso` where no format is needed, undefined where it holds a letter that
 * strptime has not.
 */
export const strptimeFormat = (format: string): string | 'iso' | undefined => {
  if (isIso(format)) return 'iso';
  let translated = '';
  for (const [piece, quotedText] of format.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g)) {
    if (quotedText !== undefined) translated += quotedText.replaceAll("''", "'").replaceAll('%', '%%');
    else if (!/^[A-Za-z]/.test(piece)) translated += piece.replaceAll('%', '%%');
    else if (piece === 'T') translated += 'T';
    else if (letters[piece] === undefined) return undefined;
    else translated += letters[piece];
  }
  return translated;
};
