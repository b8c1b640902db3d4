import { millisOf } from './cell-millis.ts';
import type { MissingParts } from './missing-map.ts';

/** Parts that hold nearly all missing values of a column: from the first to before the last. */
export interface Bunch {
  readonly from: number;
  readonly to: number;
}

const nearlyAll = 0.95;
/** Fewer missing values than these are nowhere in particular. */
export const fewestMissing = 20;
const mostRows = 1 / 3;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/**
 * The fewest rows in sequence that hold at least 95 % of a column's missing values, as parts; undefined where fewer than 20 are
 * missing, or where that takes more than a third of the rows. Values that are missing at random places are taken for a bunch with a
 * chance of at most 20 · P(Binomial(19, 1/3) ≥ 18) < 1e-6.
 */
export const bunchOf = (missing: readonly number[], rows: readonly number[]): Bunch | undefined => {
  const total = sum(missing);
  if (total < fewestMissing) return undefined;
  let best: { readonly bunch: Bunch; readonly size: number } | undefined;
  for (let from = 0; from < missing.length; from += 1) {
    if (missing[from] === 0) continue;
    let [held, size] = [0, 0];
    for (let to = from + 1; to <= missing.length; to += 1) {
      held += missing[to - 1] ?? 0;
      size += rows[to - 1] ?? 0;
      if (held < nearlyAll * total) continue;
      if (best === undefined || size < best.size) best = { bunch: { from, to }, size };
      break;
    }
  }
  return best !== undefined && best.size <= mostRows * sum(rows) ? best.bunch : undefined;
};

const [second, minute, day] = [1000, 60_000, 86_400_000];

/** A time as far as it tells parts of that length apart. */
const timeText = (millis: number, partMillis: number): string => {
  const text = new Date(millis).toISOString().replace('T', ' ');
  if (partMillis > 2 * day) return text.slice(0, 10);
  if (partMillis >= minute) return text.slice(0, 16);
  return text.slice(0, partMillis >= second ? 19 : 23);
};

/** Where a part begins, as people write it: the number of its first row, or a time. */
export const partBegin = ({ by, rows }: MissingParts, part: number): string => {
  if (by === undefined) return (sum(rows.slice(0, part)) + 1).toLocaleString('en');
  const [from, to] = [millisOf(by.from) ?? 0, millisOf(by.to) ?? 0];
  return timeText(from + ((to - from) * part) / rows.length, (to - from) / rows.length);
};

/** Where a part ends. */
const partEnd = (map: MissingParts, part: number): string =>
  map.by === undefined ? sum(map.rows.slice(0, part)).toLocaleString('en') : partBegin(map, part);

const percentOf = (share: number): string => `${Math.max(1, Math.round(share * 100))} %`;

/** Where a bunch is: "in the last 12 % of the rows", "in rows 201 to 400", "from 2026-03-01 to 2026-03-08". */
export const bunchPlace = (map: MissingParts, { from, to }: Bunch): string => {
  const { by, rows } = map;
  if (by !== undefined) return `from ${partBegin(map, from)} to ${partEnd(map, to)}`;
  const share = percentOf(sum(rows.slice(from, to)) / sum(rows));
  if (from === 0) return `in the first ${share} of the rows`;
  if (to === rows.length) return `in the last ${share} of the rows`;
  return `in rows ${partBegin(map, from)} to ${partEnd(map, to)}`;
};
