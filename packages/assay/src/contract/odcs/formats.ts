const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** A full date of RFC 3339: `2026-02-28`. */
export const isDate = (text: string): boolean => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
};

/** A date and time of RFC 3339, with its zone: `2026-02-28T10:00:00Z`. */
export const isDateTime = (text: string): boolean => {
  const [date = '', time = '', rest] = text.split(/[tT\s]/);
  const parts = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[zZ]|[+-](\d\d):?(\d\d)?)$/.exec(time);
  if (rest !== undefined || !isDate(date) || parts === null) return false;
  const [hour, minute, second, zoneHour, zoneMinute] = parts.slice(1).map((part) => Number(part ?? 0));
  return (
    (hour ?? 0) <= 23 &&
    (minute ?? 0) <= 59 &&
    (second ?? 0) <= 59 &&
    (zoneHour ?? 0) <= 23 &&
    (zoneMinute ?? 0) <= 59
  );
};

/** An absolute URI of RFC 3986. A placeholder such as `{model}` may stand for a part of it. */
export const isUri = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$/.test(
    text.replace(/\{\w+\}/g, 'x'),
  );

/** A day, with or without a time behind it, whatever its zone. */
export const isMoment = (text: string): boolean =>
  isDate(text.trim().slice(0, 10)) &&
  /^.{10}(?:[tT ].*|$)/.test(text.trim()) &&
  !Number.isNaN(Date.parse(text));
