/** A time of ISO 8601 to the minute, as people read it. */
export const minuteOf = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
