import type { LineageDiff } from '../../domain/lineage.ts';
import { listed } from '../../domain/listed.ts';
import { alignedLines } from '../columns.ts';
import { oneLine } from '../neutral.ts';
import { paint } from '../paint.ts';

/** What differs in how two versions were made, a line each. */
export const lineageDiffText = (
  { before, after, differences, unknown }: LineageDiff,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const lines = alignedLines(
    differences.map((one) => [
      one.part,
      oneLine(one.name, 40),
      `${oneLine(one.before ?? '–', 60)} → ${oneLine(one.after ?? '–', 60)}`,
    ]),
    [],
  );
  const notes = unknown.length === 0 ? [] : [ink.yellow(`Nobody said how ${listed(unknown)} came to be.`)];
  return lines.length === 0
    ? [`Nothing that is known differs in how ${before} and ${after} were made.`, ...notes].join('\n')
    : [ink.bold(`${before} → ${after}`), ...lines, ...notes].join('\n');
};
