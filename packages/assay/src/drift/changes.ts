import { type Cell, cellText } from '../domain/cell.ts';
import type { Presence } from './missing-drift.ts';
import { type UnitChange, unitChange } from './unit-change.ts';

const percent = (share: number): string =>
  share === 0 ? '0 %' : share < 0.001 ? '< 0.1 %' : `${Number((100 * share).toPrecision(2))} %`;

const figure = (value: number): string => String(Number(value.toPrecision(4)));

/** Shares that differ by less are not told: they are no change that anybody would look at. */
const worthTelling = 0.005;

/** What is missing, where its share changed. */
export const missingChange = (reference: Presence, current: Presence): string | undefined => {
  const shareOf = ({ present, missing }: Presence): number => missing / Math.max(1, present + missing);
  const [before, now] = [shareOf(reference), shareOf(current)];
  if (before === now) return undefined;
  return `missing ${now > before ? 'rose' : 'fell'} from ${percent(before)} to ${percent(now)}`;
};

export interface NamedPair {
  readonly value: Cell;
  readonly reference: number;
  readonly current: number;
}

const mostTold = 3;

/** Values that came, went, and changed their share, those with the largest change first. */
export const categoryChanges = (pairs: readonly NamedPair[]): readonly string[] => {
  const n = pairs.reduce((sum, { reference }) => sum + reference, 0);
  const m = pairs.reduce((sum, { current }) => sum + current, 0);
  if (n === 0 || m === 0) return [];
  return pairs
    .map(({ value, reference, current }) => ({ value, before: reference / n, now: current / m }))
    .filter(({ before, now }) => Math.abs(now - before) >= worthTelling || before === 0 || now === 0)
    .sort((left, right) => Math.abs(right.now - right.before) - Math.abs(left.now - left.before))
    .slice(0, mostTold)
    .map(({ value, before, now }) => {
      const name = value === null ? 'other values' : cellText(value) || '""';
      if (before === 0) return `${name} is new, ${percent(now)}`;
      if (now === 0) return `${name} is gone, ${percent(before)} before`;
      return `${name} ${percent(before)} → ${percent(now)}`;
    });
};

const quantileAt = (quantiles: readonly number[], share: number): number =>
  quantiles[Math.min(quantiles.length - 1, Math.floor(share * quantiles.length))] ?? Number.NaN;

const quartilesApart = (quantiles: readonly number[]): number =>
  quantileAt(quantiles, 0.75) - quantileAt(quantiles, 0.25);

/** By so much the middle half must have grown or shrunk to be told. */
const widened = 1.25;

const unitWords = ({ says, factor, offset }: UnitChange): string => {
  const plus = offset === 0 ? '' : ` ${offset > 0 ? 'plus' : 'minus'} ${figure(Math.abs(offset))}`;
  return `looks like ${says}: ${figure(factor)} times${plus}`;
};

/** Where the middle went, how much wider it became, and the unit that would explain both. */
export const numberChanges = (
  reference: readonly number[],
  current: readonly number[],
  n: number,
  m: number,
): readonly string[] => {
  const unit = unitChange(reference, current, n, m);
  const [before, now] = [quantileAt(reference, 0.5), quantileAt(current, 0.5)];
  const [spread, spreadNow] = [quartilesApart(reference), quartilesApart(current)];
  const ratio = spreadNow / spread;
  return [
    ...(figure(before) === figure(now) ? [] : [`median ${figure(before)} → ${figure(now)}`]),
    ...(spread > 0 && (ratio > widened || ratio < 1 / widened)
      ? [ratio > 1 ? `${figure(ratio)} times as spread` : `${figure(1 / ratio)} times narrower`]
      : []),
    ...(unit === undefined ? [] : [unitWords(unit)]),
  ];
};
