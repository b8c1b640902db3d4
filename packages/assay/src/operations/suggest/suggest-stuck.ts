import { countText, plural } from '../../checks/words.ts';
import type { Cadence } from './find-cadence.ts';
import type { LongestRun } from './find-runs.ts';
import { perText } from './suggest-cadence.ts';
import type { Suggestion } from './suggestion.ts';

const shortestLimit = 5;
/** A run this part of a group's rows is how the column is. */
const usualPart = 1 / 20;

/**
 * The longest constant run that readings of the same process may show, after `longest` in `readings` of them. Runs of readings that repeat
 * with a fixed chance have an exponential tail: the longest of n is ln n of its scales, give or take Gumbel's variate, which is below −1.5
 * once in 90 batches and above 6 once in 400. So the limit is (ln n + 6) / (ln n − 1.5) times the longest, and at least twice. Simulated
 * over 100 to 20,000 readings that repeat with chances from 0.1 to 0.95, at most 1.2 % of fresh batches cross it (its test). Where only `measured` of the
 * readings were looked at, ln n below the line is that of these.
 */
export const runLimit = (longest: number, readings: number, measured: number = readings): number => {
  const [size, seen] = [readings, measured].map((count) => Math.log(Math.max(count, 20)));
  const factor = ((size ?? 0) + 6) / ((seen ?? 0) - 1.5);
  return Math.max(shortestLimit, Math.ceil(longest * Math.max(2, factor)));
};

const partText = ({ readings, held }: LongestRun): string =>
  held === undefined
    ? ''
    : ` in the first ${countText(readings)}, ${held.longest} in the last ${countText(held.readings)}`;

/** A limit on constant runs of a sensor that reports at a cadence. */
export const suggestStuck = (
  run: LongestRun | undefined,
  cadence: Cadence | undefined,
): readonly Suggestion[] => {
  if (run === undefined || cadence === undefined || run.longest < 1) return [];
  const { longest, held } = run;
  const readings = (cadence.intervals + cadence.groups) / cadence.groups;
  const maxRun = runLimit(longest, cadence.intervals + cadence.groups, run.readings);
  if (longest > readings * usualPart) return [];
  return [
    {
      place: 'quality',
      body: {
        type: 'custom',
        engine: 'assay',
        implementation: {
          check: 'stuckAt',
          maxRun,
          order: cadence.column,
          ...(cadence.per.length === 0 ? {} : { per: [...cadence.per] }),
        },
      },
      check: 'stuckAt',
      shown: `changes within ${maxRun} readings`,
      sure: readings >= maxRun * 10 && (held?.longest ?? 0) <= maxRun,
      rows: run.readings,
      ...(held === undefined ? {} : { heldBack: held.readings, isJudged: true }),
      reason: `longest constant run ${plural(longest, 'reading')}${perText(cadence.per)}${partText(run)}; the margin covers sampling error${held !== undefined && held.longest > maxRun ? `; but ${plural(held.longest, 'reading')} among the last ${countText(held.readings)}` : ''}`,
    },
  ];
};
