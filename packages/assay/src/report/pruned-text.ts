import { countOf } from '../domain/count-of.ts';
import type { PrunedReport } from '../domain/pruned.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';

/** Which past runs are gone, a line each dataset. */
export const prunedText = ({ removed, names }: PrunedReport): string => {
  if (removed === 0) return 'No run was beyond the limits.';
  const lines = alignedLines(
    names.map((one) => [oneLine(one.name, 60), countOf(one.removed, 'run')]),
    [1],
  );
  return [`Removed ${countOf(removed, 'run')} of ${countOf(names.length, 'name')}.`, ...lines].join('\n');
};
