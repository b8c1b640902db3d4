/**
 * ISO 8601 writes years outside 0 to 9999 with a sign and six digits; engines write the plain year, and years before 1 with
 * an era: year 0 is 1 BC. Gives the engine's text; others stay as they are.
 */
export const withEra = (iso: string, era: string): string => {
  const [, sign, digits = '', day = '', clock = ''] = /^([+-]?)(\d{4,6})(-\d\d-\d\d)(.*)$/.exec(iso) ?? [];
  const year = Number(digits);
  if (sign === undefined || (sign === '' && year > 0)) return iso;
  if (sign === '+') return `${year}${day}${clock}`;
  return `${String(year + 1).padStart(4, '0')}${day} ${era}${clock.replace('T', ' ')}`;
};
