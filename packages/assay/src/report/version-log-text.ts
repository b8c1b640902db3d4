import type { Version } from '../domain/version-record.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';
import { minuteText, sizeText, versionText } from './version-words.ts';

const cellsOf = (version: Version): readonly string[] => {
  const { record, gates, aliases } = version;
  return [
    versionText(version),
    minuteText(record.createdAt),
    gates[0]?.decision ?? 'not judged',
    sizeText(record),
    oneLine(record.author, 30),
    aliases.map((alias) => `@${alias}`).join(' '),
    oneLine(record.message, 60),
  ];
};

/** Versions as a person reads them, the newest first. */
export const versionLogText = (
  versions: readonly Version[],
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  if (versions.length === 0) return 'No versions yet: assay add PATH --as NAME makes the first.';
  const titles = ['version', 'made (UTC)', 'gate', 'size', 'by', 'aliases', 'message'];
  const [title = '', ...lines] = alignedLines([titles, ...versions.map(cellsOf)], []);
  return [
    ink.dim(title),
    ...lines.map((line, index) => (versions[index]?.gates[0]?.decision === 'block' ? ink.red(line) : line)),
  ].join('\n');
};
