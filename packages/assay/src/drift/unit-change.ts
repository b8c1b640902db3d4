import { between, robustSpread } from './effect.ts';

/** A change of unit: the new value is `factor` times the old one plus `offset`. */
export interface UnitChange {
  readonly says: string;
  readonly factor: number;
  readonly offset: number;
}

const conversion = (from: string, to: string, factor: number, offset = 0): readonly UnitChange[] => [
  { says: `${from} → ${to}`, factor, offset },
  { says: `${to} → ${from}`, factor: 1 / factor, offset: -offset / factor },
];

/** What plants confuse. Factors are exact by definition, or those of NIST Special Publication 811 (2008). */
const conversions: readonly UnitChange[] = [
  ...conversion('°C', '°F', 1.8, 32),
  ...conversion('°C', 'K', 1, 273.15),
  ...conversion('a thousand', 'one', 1000),
  ...conversion('minutes', 'seconds', 60),
  ...conversion('bar', 'kPa', 100),
  ...conversion('inch', 'mm', 25.4),
  ...conversion('psi', 'kPa', 6.894757),
];

const levels = Array.from({ length: 19 }, (_none, at) => (at + 1) / 20);

const isOffset = ({ offset }: UnitChange): boolean => offset !== 0;

/** mean |q′ − (a q + b)| over 19 quantiles, in the larger of both spreads. */
const mismatch = (
  reference: readonly number[],
  current: readonly number[],
  { factor, offset }: Pick<UnitChange, 'factor' | 'offset'>,
): number => {
  const scale = Math.max(factor * robustSpread(reference), robustSpread(current));
  const sum = levels.reduce(
    (total, level) =>
      total + Math.abs(between(current, level) - (factor * between(reference, level) + offset)),
    0,
  );
  return sum / levels.length / scale;
};

/** An offset must be so many spreads, or a shift would be taken for one. */
const fewestSpreads = ({ factor }: UnitChange): number => (factor === 1 ? 3 : 1);

/**
 * The change of unit that maps one distribution on another, where one does and nothing else nearly as well; undefined where none does. `reference` and
 * `current` are quantiles at (i + ½) / 64 of `n` and `m` values. A suggestion: a real change can look like a change of unit, one in a hundred or so where
 * scales change as much.
 */
export const unitChange = (
  reference: readonly number[],
  current: readonly number[],
  n: number,
  m: number,
): UnitChange | undefined => {
  const spread = robustSpread(reference);
  if (!(spread > 0) || !(robustSpread(current) > 0)) return undefined;
  const unchanged = mismatch(reference, current, { factor: 1, offset: 0 });
  const [best, second] = conversions
    .map((change) => ({ change, off: mismatch(reference, current, change) }))
    .sort((left, right) => left.off - right.off);
  if (best === undefined || second === undefined) return undefined;
  const { change, off } = best;
  const noise = 1.8 * Math.sqrt(1 / n + 1 / m);
  const isNear = off <= Math.max(isOffset(change) ? 0.2 : 0.3, noise) && off <= 0.35 * unchanged;
  const isFar = unchanged >= (isOffset(change) ? 1 : 0.5) && second.off >= 2 * off;
  const isClear = !isOffset(change) || Math.abs(change.offset) >= fewestSpreads(change) * spread;
  return isNear && isFar && isClear ? change : undefined;
};
