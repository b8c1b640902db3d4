import type { Block, Topic } from '../domain/topic.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import type { ReportOptions } from './report-options.ts';
import { padEnd, widthOf, wrap } from './width.ts';

type Shown = Pick<ReportOptions, 'colour' | 'width'>;

const columnsOf = (rows: readonly (readonly string[])[]): readonly number[] =>
  (rows[0] ?? []).map((_cell, index) => Math.max(...rows.map((row) => widthOf(oneLine(row[index] ?? '')))));

const aligned = (
  row: readonly string[],
  widths: readonly number[],
  width: number | undefined,
): readonly string[] => {
  const last = row.length - 1;
  const start = row
    .slice(0, last)
    .map((cell, index) => padEnd(oneLine(cell), widths[index] ?? 0))
    .join('  ');
  const margin = widthOf(start) + (last === 0 ? 0 : 2);
  const lines = wrap(
    oneLine(row[last] ?? ''),
    width === undefined ? undefined : Math.max(20, width - margin - 2),
  );
  return lines.map((line, index) =>
    `  ${index === 0 ? `${start}${last === 0 ? '' : '  '}` : ' '.repeat(margin)}${line}`.trimEnd(),
  );
};

const blockLines = (block: Block, ink: Paint, width: number | undefined): readonly string[] => {
  switch (block.kind) {
    case 'heading':
      return ['', ink.bold(block.text)];
    case 'paragraph':
      return wrap(block.text, width);
    case 'code':
      return block.text.split('\n').map((line) => `  ${ink.blue(line)}`);
    case 'facts': {
      const widths = columnsOf(block.rows);
      return block.rows.flatMap((row) => aligned(row, widths, width));
    }
    case 'table':
    case 'data': {
      const widths = columnsOf([block.head, ...block.rows]);
      return [
        ...aligned(block.head, widths, width).map(ink.dim),
        ...block.rows.flatMap((row) => aligned(row, widths, width)),
      ];
    }
  }
};

/** A page of explanation for a terminal. */
export const topicText = ({ family, id, summary, blocks }: Topic, { colour, width }: Shown = {}): string => {
  const ink = paint(colour ?? false);
  return [
    `${ink.bold(id)}  ${ink.dim(family)}`,
    ...wrap(summary, width),
    '',
    ...blocks.flatMap((block, index) => [
      ...(index > 0 && block.kind !== 'heading' && blocks[index - 1]?.kind !== 'heading' ? [''] : []),
      ...blockLines(block, ink, width),
    ]),
  ].join('\n');
};

const plural: Readonly<Record<string, string>> = {
  grammar: 'grammar',
  severity: 'severities',
  status: 'statuses',
};

/** Everything there is, family by family. */
export const topicList = (
  topics: readonly Pick<Topic, 'family' | 'id' | 'summary'>[],
  { colour, width }: Shown = {},
): string => {
  const ink = paint(colour ?? false);
  const widths = columnsOf(topics.map(({ id, summary }) => [id, summary]));
  const parts = [...Map.groupBy(topics, ({ family }) => family)].map(([family, own]) =>
    [
      ink.bold(plural[family] ?? `${family}s`),
      ...own.flatMap(({ id, summary }) => aligned([id, summary], widths, width)),
    ].join('\n'),
  );
  return parts.join('\n\n');
};
