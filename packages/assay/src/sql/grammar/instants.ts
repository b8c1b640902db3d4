import type { Tagged } from '../../domain/cell.ts';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timestampPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?:(:\d{2})(\.\d{1,6})?)?(Z)?$/;

/** A day that exists, as ISO writes it: `2024-02-29`. */
export const dateCell = (text: string): Tagged | undefined => {
  const [, year, month, day] = datePattern.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return year !== '0000' && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
    ? { type: 'date', value: text }
    : undefined;
};

/** A moment that exists: `2024-02-29T12:00:00`, seconds with their fraction and `Z` optional, a blank for the T accepted. */
export const timestampCell = (text: string): Tagged | undefined => {
  const [, day, clock, seconds = ':00', fraction = '', zone = ''] = timestampPattern.exec(text) ?? [];
  if (day === undefined || clock === undefined || dateCell(day) === undefined) return undefined;
  const possible =
    Number(clock.slice(0, 2)) < 24 && Number(clock.slice(3)) < 60 && Number(seconds.slice(1)) < 60;
  return possible ? { type: 'timestamp', value: `${day}T${clock}${seconds}${fraction}${zone}` } : undefined;
};

/** The words that stand before a text to make an instant of it. */
export const instantWords: ReadonlyMap<
  string,
  { readonly read: (text: string) => Tagged | undefined; readonly form: string }
> = new Map([
  ['date', { read: dateCell, form: '2024-02-29' }],
  ['timestamp', { read: timestampCell, form: '2024-02-29T12:00:00Z' }],
]);
