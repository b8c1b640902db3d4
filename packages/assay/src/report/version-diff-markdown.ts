import { cellText } from '../domain/cell.ts';
import { countOf } from '../domain/count-of.ts';
import type { ColumnDiff, RowExample, TableDiff } from '../domain/table-diff.ts';
import type { VersionDiff } from '../domain/version-reports.ts';
import { changedRowsIn, columnDiffWords, meanText, toleranceText } from './column-diff-words.ts';
import { cells, fitting } from './markdown-table.ts';
import { cellCode, markdownCode, markdownText } from './markdown-text.ts';
import { modelDiffLines } from './model-diff-lines.ts';
import { paint } from './paint.ts';
import { changesText } from './version-words.ts';

/** A comment on GitHub holds 65,536 characters; each of three tables gets a part of that. */
const room = 18_000;

const number = (count: number): string => count.toLocaleString('en');
const arrow = (before: string | undefined, after: string | undefined): string =>
  before === undefined || after === undefined || before === after
    ? (after ?? before ?? '')
    : `${before} → ${after}`;

const isWorthALine = (table: TableDiff, one: ColumnDiff): boolean =>
  one.what !== 'same' ||
  changedRowsIn(one, table) > 0 ||
  (one.distance?.jensenShannon ?? 0) >= 0.01 ||
  one.before?.nulls !== one.after?.nulls;

const columnRow = (table: TableDiff, one: ColumnDiff): string =>
  cells(
    cellCode(one.name),
    one.what === 'same' ? '' : one.what,
    markdownText(arrow(one.before?.sqlType, one.after?.sqlType), 80),
    number(changedRowsIn(one, table)),
    one.distance === undefined ? '' : one.distance.jensenShannon.toFixed(3),
    markdownText(
      [
        ...(one.confidential ? ['confidential'] : []),
        ...columnDiffWords(one, table),
        ...(meanText(one.before) === meanText(one.after)
          ? []
          : [`mean ${arrow(meanText(one.before), meanText(one.after))}`]),
      ].join('; '),
    ),
  );

const columnsTable = (table: TableDiff): readonly string[] => {
  const shown = table.columns.filter((one) => isWorthALine(table, one));
  const rest = table.columns.length - shown.length;
  return [
    ...(shown.length === 0
      ? []
      : [
          '',
          cells('column', '', 'type', 'rows changed', 'distance', 'what moved'),
          cells('---', '---', '---', '---:', '---:', '---'),
          ...fitting(
            shown.map((one) => columnRow(table, one)),
            room,
            (count) => `${countOf(count, 'more column')}`,
          ),
        ]),
    ...(rest === 0
      ? []
      : ['', `${countOf(rest, 'column')}${shown.length === 0 ? '' : ' more'}: nothing moved.`]),
  ];
};

const cell = (value: Parameters<typeof cellText>[0] | undefined): string =>
  value === undefined ? '•••' : cellCode(cellText(value)) || '``';

const exampleRow = ({ what, key, cells: changed }: RowExample): string =>
  cells(
    what,
    Object.entries(key)
      .map(([name, value]) => `${markdownText(name, 40)} ${cell(value)}`)
      .join(', ') || '•••',
    changed
      .map(({ column, before, after }) =>
        before === undefined && after === undefined
          ? `${markdownText(column, 40)} •••`
          : `${markdownText(column, 40)} ${cell(before)} → ${cell(after)}`,
      )
      .join('<br>'),
  );

const examplesTable = ({ examples }: TableDiff): readonly string[] =>
  examples.length === 0
    ? []
    : [
        '',
        '<details><summary>Some of the rows</summary>',
        '',
        cells('row', 'key', 'before → after'),
        cells('---', '---', '---'),
        ...fitting(examples.map(exampleRow), room, (count) => `${countOf(count, 'more row')}`),
        '',
        '</details>',
      ];

const unpaired = ({ unpaired: { nullKeys, repeatedKeys } }: TableDiff): readonly string[] => {
  const nulls = nullKeys.before + nullKeys.after;
  return [
    ...(nulls === 0
      ? []
      : ['', `⚠️ Not paired: ${number(nullKeys.before)} → ${number(nullKeys.after)} rows whose key is NULL.`]),
    ...(repeatedKeys.keys === 0
      ? []
      : [
          '',
          `⚠️ Not paired: ${countOf(repeatedKeys.keys, 'key')} of several rows, ${number(repeatedKeys.before)} → ${number(repeatedKeys.after)} rows.`,
        ]),
  ];
};

const rowsMarkdown = (table: TableDiff): readonly string[] => {
  const { rows, key, counts, tolerance } = table;
  const by =
    key.length === 0 ? 'compared as wholes' : `by ${key.map((name) => markdownCode(name)).join(', ')}`;
  const within = tolerance === undefined ? '' : `, numbers within ${toleranceText(tolerance)}`;
  return [
    '',
    `**Rows** ${number(rows.before)} → ${number(rows.after)} ${by}${within}: **${changesText(counts)}**, ${number(counts.same)} the same`,
    ...unpaired(table),
    ...columnsTable(table),
    ...examplesTable(table),
  ];
};

const pathsMarkdown = ({ paths, counts }: VersionDiff): readonly string[] => {
  const total = counts.added + counts.changed + counts.removed;
  const [only] = paths;
  if (total === 0) return ['', 'The same files.'];
  if (total === 1 && only !== undefined) return ['', `**Files** ${only.what} ${markdownCode(only.path)}`];
  return [
    '',
    `**Files** ${changesText(counts)}`,
    '',
    '<details><summary>Files</summary>',
    '',
    ...fitting(
      paths.map(({ what, path }) => `- ${what} ${markdownCode(path)}`),
      room,
      (count) => `${countOf(count, 'more file')}`,
    ),
    ...(paths.length < total ? ['', `${number(total - paths.length)} more.`] : []),
    '',
    '</details>',
  ];
};

/** What differs between two versions as Markdown, for a comment on a pull request. */
export const versionDiffMarkdown = (found: VersionDiff): string =>
  [
    `### ${markdownCode(found.before)} → ${markdownCode(found.after)}`,
    ...pathsMarkdown(found),
    ...(found.model === undefined
      ? []
      : ['', ...modelDiffLines(found.model, paint(false)).map((line) => `    ${line}`)]),
    ...(found.table === undefined ? [] : rowsMarkdown(found.table)),
    ...(found.notCompared === undefined
      ? []
      : ['', `Rows were not compared: ${markdownText(found.notCompared)}`]),
  ].join('\n');
