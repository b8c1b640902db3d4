import type { Truth } from './truth.ts';

export type Random = () => number;
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** A process that makes data, with what is true of them whatever is drawn. Its fixed things (articles, meters) come from one seed. */
export interface World {
  readonly name: string;
  readonly truths: readonly Truth[];
  /** Datasets that rows refer to, by name. */
  readonly parents: Readonly<Record<string, readonly Row[]>>;
  /** One batch; the numbered parts follow one another in time. */
  readonly batch: (random: Random, rows: number, part: number) => readonly Row[];
}

export type MakeWorld = (random: Random) => World;

export const whole = (random: Random, below: number): number => Math.floor(random() * below);
export const to = (value: number, places: number): number => Number(value.toFixed(places));
export const padded = (value: number, width: number): string => String(value).padStart(width, '0');
export const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_unused, index) => make(index));
export const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing there');
  return item;
};

const start = Date.UTC(2031, 2, 3);
/** Seconds after the beginning of all worlds, as text. */
export const moment = (seconds: number): string =>
  new Date(start + Math.round(seconds) * 1000).toISOString().slice(0, 19);
export const day = (days: number): string => moment(days * 86_400).slice(0, 10);

export const csvOf = (rows: readonly Row[]): string => {
  const names = Object.keys(rows[0] ?? {});
  return `${[names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map((cells) => cells.join(',')).join('\n')}\n`;
};
