const microsPerDay = 86_400_000_000n;

const pad = (value: number | bigint, width: number): string => String(value).padStart(width, '0');

const isoYear = (year: number): string =>
  year >= 0 && year <= 9999 ? pad(year, 4) : `${year < 0 ? '-' : '+'}${pad(Math.abs(year), 6)}`;

/**
 * Days since 1970-01-01 as ISO 8601, proleptic Gregorian, for any year (JavaScript's Date ends in 275760). Years outside
 * 0 to 9999 are signed with six digits. Formula: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
 */
export const isoOfDays = (days: number): string => {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${isoYear(year)}-${pad(month, 2)}-${pad(day, 2)}`;
};

/** Microseconds of a day as `HH:MM:SS[.ffffff]`, without trailing zeros. */
export const isoOfTime = (micros: bigint): string => {
  const seconds = micros / 1_000_000n;
  const fraction = micros % 1_000_000n;
  const clock = `${pad(seconds / 3600n, 2)}:${pad((seconds / 60n) % 60n, 2)}:${pad(seconds % 60n, 2)}`;
  return fraction === 0n ? clock : `${clock}.${pad(fraction, 6).replace(/0+$/, '')}`;
};

/** Microseconds since 1970-01-01T00:00:00 as ISO 8601 without a zone. */
export const isoOfMicros = (micros: bigint): string => {
  const timeOfDay = ((micros % microsPerDay) + microsPerDay) % microsPerDay;
  return `${isoOfDays(Number((micros - timeOfDay) / microsPerDay))}T${isoOfTime(timeOfDay)}`;
};
