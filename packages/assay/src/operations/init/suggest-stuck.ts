import { countText, type Suggestion } from './draft.ts';
import type { Cadence } from './find-cadence.ts';
import { perText } from './suggest-cadence.ts';

const shortestLimit = 5;
/** A run this part of a group's rows is how the column is. */
const usualPart = 1 / 20;

/**
 * A limit on constant runs: twice the longest one seen. Runs of readings that repeat with a fixed chance have an exponential tail, and the
 * longest of n is about ln n of its scales; in another n rows it is longer than twice that about once in n times.
 */
export const suggestStuck = (
  longest: number | undefined,
  cadence: Cadence | undefined,
): readonly Suggestion[] => {
  if (longest === undefined || cadence === undefined || longest < 1) return [];
  const readings = (cadence.intervals + cadence.groups) / cadence.groups;
  const maxRun = Math.max(shortestLimit, longest * 2);
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
      sure: readings >= maxRun * 10,
      reason: `longest constant run ${countText(longest)} ${longest === 1 ? 'reading' : 'readings'}${perText(cadence.per)}; twice that is the limit`,
    },
  ];
};
