import type { Candidate } from './candidates.ts';
import { evidenceOf } from './error-law.ts';
import { numbersOf } from './numbers.ts';

/** Nats by which a forecast must be surprised less for each free choice it makes. */
const natsPerChoice = 3;

/** Forecasts are compared on so many of the newest values. */
const compared = 120;

const sumOfLogs = (values: Float64Array): number => values.reduce((sum, value) => sum + Math.log(value), 0);

/** Log of the density that a forecast gave to some of the values; undefined where its errors there have no scale. */
const evidenceAt = (
  { indexes, errors, spreads, isLogarithmic }: Candidate,
  values: Float64Array,
  wanted: ReadonlySet<number>,
): number | undefined => {
  const places = indexes.flatMap((index, place) => (wanted.has(index) ? [place] : []));
  const pick = (from: Float64Array): Float64Array =>
    numbersOf(places.length, (at) => from[places[at] ?? 0] ?? 1);
  const evidence = evidenceOf(pick(errors));
  if (evidence === undefined) return undefined;
  const onAxis = isLogarithmic ? sumOfLogs(values.filter((_value, index) => wanted.has(index))) : 0;
  return evidence - sumOfLogs(pick(spreads)) - onAxis;
};

/**
 * The forecast under which the past was least surprising: each is scored by the density it gave to values that it had not seen yet, against
 * the first of them on the same values, and pays for each free choice. Source: A. P. Dawid, "Statistical theory: the prequential approach",
 * J. R. Statist. Soc. A 147 (1984).
 */
export const chosen = (
  candidates: readonly Candidate[],
  values: Float64Array,
  errorsNeeded: number,
): Candidate | undefined => {
  const [simplest, ...others] = candidates;
  if (simplest === undefined) return undefined;
  const known = new Map<string, number | undefined>();
  let best: { readonly one: Candidate; readonly gain: number } = { one: simplest, gain: 0 };
  for (const one of others) {
    const indexes = one.indexes.slice(-compared);
    if (indexes.length < errorsNeeded) continue;
    const wanted = new Set(indexes);
    const key = indexes.join(' ');
    if (!known.has(key)) known.set(key, evidenceAt(simplest, values, wanted));
    const [own, simple] = [evidenceAt(one, values, wanted), known.get(key)];
    if (own === undefined || simple === undefined) continue;
    const gain = own - simple - natsPerChoice * one.complexity;
    if (gain > best.gain) best = { one, gain };
  }
  return best.one;
};
