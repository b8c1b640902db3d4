import type { LogicalType } from './logical-type.ts';

/**
 * The type that a property with `logicalType: date` means by its physical type, where that is one with a time of day.
 * ODCS 3.0 had no timestamp and no time: its date stood for all three, and many contracts have kept it.
 */
export const meantByPhysical = (physicalType: string | undefined): 'timestamp' | 'time' | undefined => {
  const word = physicalType?.trim().toLowerCase() ?? '';
  if (/^(?:timestamp|datetime|smalldatetime)/.test(word)) return 'timestamp';
  return /^time(?:tz|\b)/.test(word) ? 'time' : undefined;
};

/** The same by the format of its values, a pattern of Java's DateTimeFormatter. */
export const meantByFormat = (format: unknown): 'timestamp' | 'time' | undefined => {
  const fields = typeof format === 'string' ? format.replace(/'[^']*'/g, '') : '';
  if (!/[HhKkms]/.test(fields)) return undefined;
  return /[yYuMLdD]/.test(fields) ? 'timestamp' : 'time';
};

/** The type that stands in `logicalType`, or the one that it means. */
export const meantType = (
  logicalType: LogicalType | undefined,
  physicalType: string | undefined,
): LogicalType | undefined =>
  logicalType === 'date' ? (meantByPhysical(physicalType) ?? 'date') : logicalType;
