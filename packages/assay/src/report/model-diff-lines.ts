import type { ModelDiff } from '../domain/model-diff.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import type { Paint } from './paint.ts';

const most = 60;

/** What differs between two models, a line each. */
export const modelDiffLines = ({ changes, sameSignature }: ModelDiff, ink: Paint): readonly string[] => {
  if (changes.length === 0) return ['The models are the same in all that is known of them.'];
  const several = new Set(changes.flatMap(({ file }) => file ?? [])).size > 1;
  const lines = alignedLines(
    changes
      .slice(0, most)
      .map(({ file, part, name, before, after }) => [
        before === undefined ? '+' : after === undefined ? '−' : '~',
        ...(several ? [oneLine(file ?? '', 60)] : []),
        part,
        oneLine(name, 60),
        [before, after].flatMap((text) => (text === undefined ? [] : oneLine(text, 80))).join(' → '),
      ]),
    [],
  );
  return [
    sameSignature ? 'inputs and outputs are the same' : ink.yellow('inputs or outputs differ'),
    ...lines,
    ...(changes.length > most ? [ink.dim(`… ${changes.length - most} more: --json`)] : []),
  ];
};
