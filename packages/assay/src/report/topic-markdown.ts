import type { Block, Topic } from '../domain/topic.ts';
import { cellCode, markdownText } from './markdown-text.ts';

const most = 10_000;
const cells = (row: readonly string[]): string => `| ${row.join(' | ')} |`;

const tableLines = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  shown: (cell: string, index: number) => string,
): readonly string[] => [
  cells(head.map((name) => markdownText(name))),
  cells(head.map(() => '---')),
  ...rows.map((row) => cells(row.map(shown))),
  '',
];

const blockLines = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'heading':
      return [`## ${markdownText(block.text, most)}`, ''];
    case 'paragraph':
      return [markdownText(block.text, most), ''];
    case 'code':
      return [`\`\`\`${block.language}`, block.text, '```', ''];
    case 'facts':
      return [
        cells(['', '']),
        cells(['---', '---']),
        ...block.rows.map(([label, text]) => cells([markdownText(label), markdownText(text, most)])),
        '',
      ];
    case 'table':
      return tableLines(block.head, block.rows, (cell, index) =>
        index === 0 ? cellCode(cell) : markdownText(cell, most),
      );
    case 'data':
      return tableLines(block.head, block.rows, cellCode);
  }
};

/** A page of explanation as a page of Markdown. */
export const topicMarkdown = ({ id, summary, blocks }: Topic): string =>
  [`# ${id}`, '', markdownText(summary, most), '', ...blocks.flatMap(blockLines)]
    .join('\n')
    .replace(/\n+$/, '\n');
