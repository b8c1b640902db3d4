import type { LogicalType } from './logical-type.ts';

/** Milliseconds of a date or timestamp since 1970, of a time since midnight, on a clock of UTC; undefined for other text. */
export const millisOfText = (text: string, type: LogicalType | undefined): number | undefined => {
  const trimmed = text.trim();
  const written =
    type === 'time' ? `1970-01-01T${trimmed.replace(/^T/i, '')}` : trimmed.replace(/ (?=\d)/, 'T');
  const isNaive = written.includes('T') && !/(?:[zZ]|[+-]\d\d(?::?\d\d)?)$/.test(written);
  const millis = Date.parse(isNaive ? `${written}Z` : written);
  return Number.isNaN(millis) ? undefined : millis;
};
