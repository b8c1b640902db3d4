import { countOf } from '../../domain/count-of.ts';
import type { LineageDiff, LineageDifference, OriginsDiff } from '../../domain/lineage.ts';
import { listed } from '../../domain/listed.ts';
import { alignedLines } from '../columns.ts';
import { modelDiffLines } from '../model-diff-lines.ts';
import { oneLine } from '../neutral.ts';
import { type Paint, paint } from '../paint.ts';

const differenceLines = (differences: readonly LineageDifference[]): readonly string[] =>
  alignedLines(
    differences.map((one) => [
      one.part,
      oneLine(one.name, 40),
      `${oneLine(one.before ?? '–', 60)} → ${oneLine(one.after ?? '–', 60)}`,
    ]),
    [],
  );

const unknownLines = ({ unknown }: OriginsDiff, ink: Paint): readonly string[] =>
  unknown.length === 0 ? [] : [ink.yellow(`Nobody said how ${listed(unknown)} came to be.`)];

const titled = ({ before, after }: OriginsDiff, ink: Paint): string => ink.bold(`${before} → ${after}`);

/** What came of an input that is another version: how it was made, and where its rows are compared. */
const behindLines = (diff: OriginsDiff, ink: Paint): readonly string[] => [
  '',
  `${titled(diff, ink)}  ${ink.dim(`assay diff ${diff.before} ${diff.after}`)}`,
  ...(diff.differences.length === 0 && diff.unknown.length === 0
    ? ['Nothing that is known differs in how they were made.']
    : differenceLines(diff.differences)),
  ...unknownLines(diff, ink),
];

/** What differs in how two versions were made, and in how what they were made from was, a line each. */
export const lineageDiffText = (diff: LineageDiff, { colour }: { readonly colour: boolean }): string => {
  const ink = paint(colour);
  const { before, after, differences, behind, left, model } = diff;
  const isSame = differences.length === 0 && (model === undefined || model.changes.length === 0);
  return [
    ...(isSame
      ? [`Nothing that is known differs in how ${before} and ${after} were made.`]
      : [titled(diff, ink), ...differenceLines(differences)]),
    ...(model === undefined || isSame ? [] : modelDiffLines(model, ink)),
    ...unknownLines(diff, ink),
    ...behind.flatMap((one) => behindLines(one, ink)),
    ...(left === 0
      ? []
      : ['', ink.dim(`${countOf(left, 'further pair')} of versions behind these were not compared`)]),
  ].join('\n');
};
