import { bytesText } from '../domain/bytes-text.ts';
import type { TreeEntry } from '../domain/tree.ts';
import type { VersionDiff } from '../domain/version-reports.ts';
import { alignedLines } from './columns.ts';
import { modelDiffLines } from './model-diff-lines.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';
import { tableDiffLines } from './table-diff-lines.ts';
import { changesText } from './version-words.ts';

const signs = { added: '+', removed: '−', changed: '~' } as const;

const entryText = (entry: TreeEntry | undefined): string => {
  if (entry === undefined) return '';
  if (entry.kind === 'file') return bytesText(entry.bytes);
  return entry.kind === 'link' ? `→ ${oneLine(entry.to, 40)}` : 'empty folder';
};

const both = (before: string, after: string): string =>
  before === '' || after === '' || before === after ? `${before || after}` : `${before} → ${after}`;

/** What differs between two versions, a line each path. */
export const versionDiffText = (
  { before, after, counts, paths, model, table, notCompared }: VersionDiff,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const inks = { added: ink.green, removed: ink.red, changed: ink.yellow };
  const total = counts.added + counts.removed + counts.changed;
  const ofModel = model === undefined ? [] : modelDiffLines(model, ink);
  const ofRows = [
    ...(table === undefined ? [] : tableDiffLines(table, ink)),
    ...(notCompared === undefined ? [] : [ink.dim(`rows were not compared: ${oneLine(notCompared, 300)}`)]),
  ];
  if (total === 0) return [`${before} and ${after} hold the same files.`, ...ofModel, ...ofRows].join('\n');
  const lines = alignedLines(
    paths.map((one) => [
      signs[one.what],
      oneLine(one.path, 80),
      both(entryText(one.before), entryText(one.after)),
    ]),
    [],
  );
  return [
    `${ink.bold(`${before} → ${after}`)}  ${changesText(counts)}`,
    ...lines.map((line, index) => inks[paths[index]?.what ?? 'changed'](line)),
    ...(paths.length < total
      ? [ink.dim(`… ${(total - paths.length).toLocaleString('en')} more: --limit ${total}`)]
      : []),
    ...ofModel,
    ...ofRows,
  ].join('\n');
};
