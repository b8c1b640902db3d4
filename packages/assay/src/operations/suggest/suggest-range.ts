import { countText } from '../../checks/words.ts';
import { type TailBound, tailBound } from '../../stats/tail-bound.ts';
import { type Looked, plainNumber, type Tails } from './draft.ts';
import { fewRows } from './parts.ts';
import type { Unsettled } from './relations/sample.ts';
import type { Suggestion } from './suggestion.ts';

/** Keys and codes have no range that means something. */
const namesOfKeys = /(^|[_ .-])(id|key|code|no|nr|index|uuid|zip|phone)$|[a-z]I[dD]$/i;
/** What may well be negative though nothing was yet. */
const signed =
  /temp|°|celsius|fahrenheit|latitude|longitude|^la?t$|^lo?ng?$|diff|delta|change|offset|balance|error|residual/i;
/** A placeholder is written with nines more often than a measurement is. */
const nines = /^-?9{2,}(\.9+)?$/;

/** Rounds away from the data, to about a fiftieth of their spread, without the digits that only doubles have. */
export const roundedOut = (value: number, spread: number, direction: 1 | -1, whole: boolean): number => {
  const size = spread > 0 ? spread / 50 : Math.max(Math.abs(value), 1) / 50;
  const step = 10 ** Math.floor(Math.log10(whole ? Math.max(size, 1) : size));
  const steps = direction === 1 ? Math.ceil(value / step - 1e-9) : Math.floor(value / step + 1e-9);
  const rounded =
    [steps, steps + direction]
      .map((count) => count * step)
      .flatMap((exact) => [Number(exact.toPrecision(12)), exact])
      .find((bound) => bound * direction >= value * direction) ?? value;
  return Object.is(rounded, -0) ? 0 : rounded;
};

/** A margin of so many times the whole spread is a guess. */
export const longReach = 2;

interface Side {
  readonly key: 'minimum' | 'maximum';
  readonly direction: 1 | -1;
  /** The outermost value of all drafted rows. */
  readonly extreme: number;
  readonly found: TailBound;
  readonly bound: number;
}

const sideOf = (
  { column, min = 0, max = 0, rows }: Looked,
  tails: Tails,
  direction: 1 | -1,
  chance: number,
): Side => {
  const extreme = direction === 1 ? max : min;
  const outermost = direction === 1 ? tails.largest : tails.smallest.map((value) => -value);
  const furthest = extreme * direction;
  const all = furthest > (outermost[0] ?? furthest) ? [furthest, ...outermost] : outermost;
  const fitted = tailBound(all, (chance * Math.max(1, tails.rows)) / Math.max(1, rows));
  const found =
    fitted.tail === 'light' && fitted.bound - furthest > longReach * (max - min)
      ? { ...fitted, tail: 'heavy' as const }
      : fitted;
  const spread = max - min;
  const whole = column.kind === 'integer';
  const raw = found.tail === 'ceiling' ? extreme : found.bound * direction;
  const out = found.tail === 'ceiling' ? raw : roundedOut(raw, spread, direction, whole);
  const bound = direction === -1 && min >= 0 && out < 0 && !signed.test(column.name) ? 0 : out;
  const key = direction === 1 ? 'maximum' : 'minimum';
  return { key, direction, extreme, found, bound };
};

const reasonOf = (
  { key, direction, extreme, found, bound }: Side,
  { nonFinite }: Looked,
  few: boolean,
  moving: Unsettled | undefined,
) => {
  const seen = `${direction === 1 ? 'highest' : 'lowest'} seen ${plainNumber(extreme)}`;
  if (nonFinite > 0)
    return `${seen}; ${nonFinite === 1 ? '1 value is' : `${countText(nonFinite)} values are`} NaN or infinite, which no range holds: mistakes?`;
  if (moving === 'further') return `${seen}; it went further and further when the data ended: will it go on?`;
  if (moving === 'late') return `${seen}; some values came late: will others lie beyond?`;
  if (found.tail === 'isolated') return `${seen}, far from all others: a mistake?`;
  if (found.tail === 'ceiling')
    return nines.test(plainNumber(extreme))
      ? `${plainNumber(extreme)} is there many times: a placeholder for a missing value?`
      : `${seen}, many times: looks like a limit`;
  if (found.tail === 'heavy') return `${seen}; a few values are far from the others: is there a limit?`;
  if (key === 'minimum' && bound === 0 && extreme >= 0) return `${seen}, nothing negative`;
  return `${seen}${few ? '; too few rows to be sure' : '; the margin covers sampling error'}`;
};

/**
 * Bounds that another batch of as many rows crosses with a small chance each (`tailBound`). What the data do not settle becomes a
 * question: too few rows, a long tail, a value far from all others, a placeholder, NaN,
 * values that were still moving when the data ended, or of which some came late.
 */
export const suggestRange = (
  looked: Looked,
  chance: number,
  moving: Unsettled | undefined,
): readonly Suggestion[] => {
  const { column, rows, nulls, tails, min, max, distinct, nonFinite } = looked;
  if (tails === undefined || min === undefined || max === undefined) return [];
  if (distinct < 3 || namesOfKeys.test(column.name)) return [];
  const few = rows - nulls < fewRows;
  return ([-1, 1] as const).map((direction): Suggestion => {
    const side = sideOf(looked, tails, direction, chance);
    const { found, bound, extreme, key } = side;
    const settled = found.tail === 'light' || (found.tail === 'ceiling' && !nines.test(plainNumber(extreme)));
    const atZero = key === 'minimum' && bound === 0 && extreme >= 0;
    return {
      place: 'option',
      body: { [key]: bound },
      check: 'range',
      shown: `${direction === 1 ? 'at most' : 'at least'} ${plainNumber(bound)}`,
      sure:
        !few && moving === undefined && nonFinite === 0 && (settled || (atZero && found.tail === 'heavy')),
      reason: reasonOf(side, looked, few, moving),
    };
  });
};

/** Columns that a range can be suggested for: they share the false-alarm budget. */
export const hasRange = ({ tails, column, min, distinct }: Looked): boolean =>
  tails !== undefined && min !== undefined && distinct >= 3 && !namesOfKeys.test(column.name);
