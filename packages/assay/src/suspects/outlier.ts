import type { NumberSpread } from './survey.ts';
import { defineSuspect, type Finding, findByValue } from './suspect.ts';

/** A value this many interquartile ranges outside the quartiles … */
const farRanges = 3;
/** … beyond a gap that a heavy tail through the values below it has with this chance. */
const gapChance = 1e-5;
const tailValues = 20;
/** … and that at least doubles the distance from the median. */
const leastGap = Math.LN2;

/** Bounds that only strangers to the rest exceed; infinite where the tail explains its end. `largest` come largest first. */
const boundAbove = (centre: number, far: number, largest: readonly number[]): number => {
  const above = largest.filter((value) => value > centre).map((value) => Math.log(value - centre));
  let bound = Number.POSITIVE_INFINITY;
  for (let index = 1; index + tailValues < above.length; index += 1) {
    const [last = 0, next = 0] = [above[index - 1], above[index]];
    if ((largest[index - 1] ?? 0) <= far) break;
    const tail = above.slice(index, index + tailValues + 1);
    const lowest = tail.at(-1) ?? next;
    const hill = tail.reduce((sum, value) => sum + value - lowest, 0) / tailValues;
    const chance = Math.exp((-index * (last - next)) / Math.max(hill, 0.02));
    if (chance < gapChance && last - next > leastGap) bound = largest[index] ?? bound;
  }
  return bound;
};

const boundsOf = ({ quartiles: [q1, q2, q3], largest, smallest }: NumberSpread) => {
  const range = q3 - q1;
  return {
    high: boundAbove(q2, q3 + farRanges * range, largest),
    low: -boundAbove(
      -q2,
      -(q1 - farRanges * range),
      smallest.map((value) => -value),
    ),
  };
};

export const outlier = defineSuspect({
  id: 'outlier',
  summary: 'A number far from all others of its column.',
  definition:
    'Of the 101 largest numbers, and of the 101 smallest, those beyond a gap: more than 3 interquartile ranges outside the quartiles, twice as far from the median as the next number, and so far from the rest that a Pareto tail through the 20 numbers on the other side of the gap (Hill’s estimator, distances from the median) leaves such a gap with a chance below 0.00001. The chance of an error is 0.85. Source: B. M. Hill, "A simple general approach to inference about the tail of a distribution", Annals of Statistics 3 (1975).',
  find: (survey) =>
    findByValue(survey, (values, { spread }) => {
      const found = new Map<string, Finding>();
      if (spread === undefined) return found;
      const { low, high } = boundsOf(spread);
      for (const text of values.keys()) {
        const value = Number(text);
        if (value > high || value < low)
          found.set(text, {
            chance: 0.85,
            reason: `far ${value > high ? 'above' : 'below'} all others: the middle half is ${spread.quartiles[0]} to ${spread.quartiles[2]}`,
          });
      }
      return found;
    }),
});
