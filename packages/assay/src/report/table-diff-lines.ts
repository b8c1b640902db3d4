import type { Cell } from '../domain/cell.ts';
import { countOf } from '../domain/count-of.ts';
import type { ColumnDiff, RowExample, TableDiff } from '../domain/table-diff.ts';
import { changedRowsIn, columnDiffWords, meanText, toleranceText } from './column-diff-words.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import type { Paint } from './paint.ts';
import { shortCell } from './profile-cells.ts';
import { widthOf } from './width.ts';

/** A terminal has so many columns at least. */
const lineWidth = 80;

/** A text in lines that fit, indented as cells of the table are. */
const wrapped = (text: string): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && widthOf(`${line} ${word}`) <= lineWidth)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`${lines.length === 0 ? '   ' : '     '}${word}`);
  }
  return lines;
};

const signs = { added: '+', removed: '−', changed: '~', retyped: '~', same: ' ' } as const;

const number = (count: number): string => count.toLocaleString('en');

const rowsLine = ({ rows, key, counts, tolerance }: TableDiff): string =>
  [
    `rows ${number(rows.before)} → ${number(rows.after)}`,
    key.length === 0 ? 'as wholes' : `by ${key.map((name) => oneLine(name, 40)).join(', ')}`,
    ...(tolerance === undefined ? [] : [`within ${toleranceText(tolerance)}`]),
    `+${number(counts.added)} ~${number(counts.changed)} −${number(counts.removed)}`,
    `${number(counts.same)} the same`,
  ].join('  ');

const unpairedLines = ({ unpaired: { nullKeys, repeatedKeys } }: TableDiff): readonly string[] => [
  ...(nullKeys.before + nullKeys.after === 0
    ? []
    : [`not paired: ${number(nullKeys.before)} → ${number(nullKeys.after)} rows whose key is NULL`]),
  ...(repeatedKeys.keys === 0
    ? []
    : [
        `not paired: ${countOf(repeatedKeys.keys, 'key')} of several rows, ${number(repeatedKeys.before)} → ${number(repeatedKeys.after)} rows`,
      ]),
];

const cell = (value: Cell | undefined): string => (value === undefined ? '•••' : shortCell(value));

/** A row that came or went, or the cells that changed; beneath each other where a line has no room for them. */
const exampleLines = ({ what, key, cells }: RowExample): readonly string[] => {
  const head = `${signs[what]}  ${
    Object.entries(key)
      .map(([name, value]) => `${oneLine(name, 40)} ${cell(value)}`)
      .join(', ') || '•••'
  }`;
  const changed = cells.map(
    ({ column, before, after }) => `${oneLine(column, 40)} ${cell(before)} → ${cell(after)}`,
  );
  const line = `${head}${changed.length === 0 ? '' : `  ${changed.join(', ')}`}`;
  return widthOf(line) <= lineWidth ? [line] : [head, ...changed.map((one) => `     ${one}`)];
};

const both = (before: string | undefined, after: string | undefined): string =>
  before === undefined || after === undefined || before === after
    ? (after ?? before ?? '')
    : `${before} → ${after}`;

const distanceText = ({ distance, undetermined }: ColumnDiff): string =>
  distance === undefined ? (undetermined === undefined ? '' : '–') : distance.jensenShannon.toFixed(4);

const columnCells = (one: ColumnDiff, table: TableDiff): readonly string[] => [
  signs[one.what],
  oneLine(one.name, 40),
  both(one.before?.sqlType, one.after?.sqlType),
  number(changedRowsIn(one, table)),
  both(one.before && number(one.before.nulls), one.after && number(one.after.nulls)),
  distanceText(one),
  one.confidential ? '•••' : both(meanText(one.before), meanText(one.after)),
];

/** What differs between the rows of two versions: counts, columns, examples. */
export const tableDiffLines = (table: TableDiff, ink: Paint): readonly string[] => {
  const [head = '', ...columns] = alignedLines(
    [
      ['', 'column', 'type', 'changed', 'NULL', 'distance', 'mean'],
      ...table.columns.map((one) => columnCells(one, table)),
    ],
    [3, 4, 5],
  );
  const inks = { added: ink.green, removed: ink.red, changed: ink.yellow };
  const words = table.columns.flatMap((one) => {
    const found = columnDiffWords(one, table);
    return found.length === 0 ? [] : wrapped(`${oneLine(one.name, 40)}: ${found.join('; ')}`);
  });
  return [
    ink.bold(rowsLine(table)),
    ...unpairedLines(table).map(ink.yellow),
    ink.dim(head),
    ...columns,
    ...words,
    ...table.examples.flatMap((one) => exampleLines(one).map(inks[one.what])),
    ...(table.key.length === 0
      ? [
          ink.dim(
            'No key says which rows are the same one changed: --key COLUMN, or primaryKey in the contract.',
          ),
        ]
      : []),
  ];
};
