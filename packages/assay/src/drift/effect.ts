import type { Effect, EffectWord } from '../domain/drift-report.ts';

const wordOf = (value: number, [small, medium, large]: readonly [number, number, number]): EffectWord =>
  value >= large ? 'large' : value >= medium ? 'medium' : value >= small ? 'small' : 'negligible';

/** As Cohen's words for shifts of normal values, halved for the smallest. */
const numberBounds = [0.05, 0.2, 0.45] as const;
const shareBounds = [0.01, 0.05, 0.15] as const;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A quantile between those at (i + ½) / 64. */
export const between = (quantiles: readonly number[], share: number): number => {
  const place = Math.min(quantiles.length - 1, Math.max(0, share * quantiles.length - 0.5));
  const [low, high] = [quantiles[Math.floor(place)] ?? 0, quantiles[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
};

/** A spread that outliers do not move: the distance of the quartiles over 1.349, or, where that is 0, of the outer twentieths over 3.29. */
export const robustSpread = (quantiles: readonly number[]): number =>
  (between(quantiles, 0.75) - between(quantiles, 0.25)) / 1.349 ||
  (between(quantiles, 0.95) - between(quantiles, 0.05)) / 3.29;

/** What chance alone makes of the mean distance of quantiles: 0.798 · mean √(p (1 − p) (1/n + 1/m)) / density. */
const byChance = (quantiles: readonly number[], n: number, m: number): number => {
  const step = 1 / quantiles.length;
  const terms = quantiles.map((_quantile, at) => {
    const share = (at + 0.5) * step;
    const [before, after] = [
      quantiles[Math.max(0, at - 1)] ?? 0,
      quantiles[Math.min(quantiles.length - 1, at + 1)] ?? 0,
    ];
    const width = at === 0 || at === quantiles.length - 1 ? step : 2 * step;
    return Math.sqrt(share * (1 - share) * (1 / n + 1 / m)) * ((after - before) / width);
  });
  return 0.798 * meanOf(terms);
};

/**
 * How far numbers moved: Wasserstein's distance over 64 quantiles in robust spreads of the reference, less what chance alone would make of it.
 * Infinite where the reference has no spread and the values moved.
 */
export const numbersEffect = (
  reference: readonly number[],
  current: readonly number[],
  n: number,
  m: number,
): Effect => {
  const spread = robustSpread(reference);
  const moved = meanOf(reference.map((value, at) => Math.abs((current[at] ?? value) - value)));
  const raw = moved === 0 ? 0 : moved / spread;
  const chance = spread === 0 ? 0 : byChance(reference, n, m) / spread;
  const value = Math.sqrt(Math.max(0, raw ** 2 - chance ** 2));
  return {
    measure: 'mean distance of quantiles, in spreads of the reference',
    value: Math.min(value, Number.MAX_VALUE),
    // What is large before chance is taken off must not be hidden by a noisy estimate of chance.
    word:
      raw < numberBounds[0] ? 'negligible' : value < numberBounds[0] ? 'small' : wordOf(value, numberBounds),
  };
};

/** How much of the rows changed their value: total variation, less what chance alone would make of it. */
export const shareEffect = (
  pairs: readonly { readonly reference: number; readonly current: number }[],
): Effect => {
  const n = pairs.reduce((sum, { reference }) => sum + reference, 0);
  const m = pairs.reduce((sum, { current }) => sum + current, 0);
  const raw =
    pairs.reduce((sum, { reference, current }) => sum + Math.abs(current / m - reference / n), 0) / 2;
  const chance =
    pairs.reduce((sum, { reference, current }) => {
      const share = (reference + current) / (n + m);
      return sum + 0.798 * Math.sqrt(share * (1 - share) * (1 / n + 1 / m));
    }, 0) / 2;
  const value = Math.sqrt(Math.max(0, raw ** 2 - chance ** 2));
  return { measure: 'share of rows whose value changed', value, word: wordOf(value, shareBounds) };
};

const rank: Readonly<Record<EffectWord, number>> = { negligible: 0, small: 1, medium: 2, large: 3 };

export const isAtLeast = (word: EffectWord, asked: EffectWord): boolean => rank[word] >= rank[asked];

export const largerEffect = (one: Effect, other: Effect | undefined): Effect =>
  other === undefined || rank[one.word] >= rank[other.word] ? one : other;
