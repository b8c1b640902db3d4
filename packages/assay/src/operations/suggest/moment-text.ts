/** Seconds since 1970 of a time as an engine writes it, to the second, taken as UTC; undefined for what has no such time. */
export const secondsOf = (text: string): number | undefined => {
  const millis = Date.parse(`${text.replace(' ', 'T').slice(0, 19)}Z`.replace(/^(\d{4}-\d\d-\d\d)Z$/, '$1'));
  return Number.isNaN(millis) ? undefined : millis / 1000;
};
