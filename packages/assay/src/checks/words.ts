import { type Cell, cellText, isTagged, numberOf } from '../domain/cell.ts';

export { countOf as plural } from '../domain/count-of.ts';

/** 1502 → "1,502". */
export const countText = (count: number): string => count.toLocaleString('en');

/** What is counted, in the words that go with a number of it. */
export type Noun = (count: number) => string;

/** "row above 31" for one, "rows above 31" for any other number. */
export const nounOf =
  (one: string, rest = '', many = `${one}s`): Noun =>
  (count) =>
    `${count === 1 ? one : many}${rest === '' ? '' : ` ${rest}`}`;

/** A measured number as people read it: at most six significant digits, never fewer than its whole part has. */
export const valueText = (value: number): string => {
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  const whole = Math.trunc(Math.abs(value)).toString().length;
  return String(Number(value.toPrecision(Math.max(whole + 1, 6))));
};

/** A number or decimal cell short, anything else as it is. */
export const shortCell = (cell: Cell): string => {
  const number = numberOf(cell);
  return number === undefined || (isTagged(cell) && cell.type === 'bigint')
    ? timeText(cell)
    : valueText(number);
};

const longestText = 40;

/** Texts in quotes and cut, so that an empty one is seen and a long one does not fill the page; other cells as `shortCell`. */
export const quotedCell = (cell: Cell): string => {
  if (typeof cell !== 'string') return shortCell(cell);
  const characters = [...cell];
  return JSON.stringify(
    characters.length > longestText ? `${characters.slice(0, longestText).join('')}…` : cell,
  );
};

const timeText = (cell: Cell): string =>
  cellText(cell)
    .replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ')
    .replace(/(\.\d*?)0+(?=Z?$)/, '$1')
    .replace(/\.(?=Z?$)/, '');

/** "2024-05-09 08:14:00 to 08:48:10": the day once where both are on it, and one time where both are equal. */
export const spanText = (from: Cell, to: Cell): string => {
  const [start, end] = [shortCell(from), shortCell(to)];
  if (start === end) return start;
  const [startDay] = start.split(' ');
  const [endDay, endTime] = end.split(' ');
  return endTime !== undefined && startDay === endDay ? `${start} to ${endTime}` : `${start} to ${end}`;
};

const durationUnits: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
];

/** Seconds as people say them: 5 → "5 s", 5400 → "1.5 h", 0.02 → "20 ms". */
export const durationText = (seconds: number): string => {
  if (seconds === 0) return '0 s';
  const [size, unit] = durationUnits.find(([each]) => Math.abs(seconds) >= each) ?? [1e-6, 'µs'];
  return `${Number((seconds / size).toPrecision(4))} ${unit}`;
};
