import { countOf } from '../domain/count-of.ts';
import type { SuspectCell, Suspects } from '../domain/suspects.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';
import { problemLines } from './problem-lines.ts';
import { cutTo } from './width.ts';

interface Options {
  readonly colour: boolean;
  /** Columns of the terminal; without it no line is cut. */
  readonly width?: number;
}

const longest = 30;

const placeOf = ({ row, key }: SuspectCell): string => {
  const number = row === undefined ? '' : row.toLocaleString('en');
  return row !== undefined || key === undefined
    ? number
    : cutTo(oneLine(`${key.column} ${key.value}`), longest);
};

const valueText = ({ value }: SuspectCell): string => {
  if (value === undefined) return '(confidential)';
  return value === null ? 'NULL' : cutTo(value === '' ? '""' : oneLine(value), longest);
};

const cellsOf = (cell: SuspectCell): readonly string[] => [
  placeOf(cell),
  cutTo(oneLine(cell.column), longest),
  valueText(cell),
  cell.suggestion === undefined ? '' : cutTo(oneLine(cell.suggestion), longest),
  cell.score.toFixed(2),
  cell.reasons.map(({ suspect }) => suspect).join(', '),
  cell.reasons[0] === undefined ? '' : oneLine(cell.reasons[0].reason),
];

const titles = ['row', 'column', 'value', 'likely', 'score', 'suspect', 'because'];

const tableLines = (cells: readonly SuspectCell[], width: number | undefined): readonly string[] => {
  const rows = [titles, ...cells.map(cellsOf)];
  const used = titles.map((_unused, index) => rows.slice(1).some((row) => row[index] !== ''));
  const shown = rows.map((row) => row.filter((_unused, index) => used[index] === true));
  const right = ['row', 'score'].flatMap((title) => {
    const at = shown[0]?.indexOf(title) ?? -1;
    return at < 0 ? [] : [at];
  });
  return alignedLines(shown, right).map((line) => (width === undefined ? line : cutTo(line, width)));
};

const columnLine = ({ name, confidential, found, suspects }: Suspects['columns'][number]): string => {
  const reasons = Object.entries(suspects)
    .toSorted(([, left], [, right]) => right - left)
    .map(([suspect, count]) => `${suspect} ${count.toLocaleString('en')}`);
  return `  ${oneLine(name)}  ${countOf(found, 'cell')}: ${reasons.join(', ')}${confidential ? '  (confidential: not listed)' : ''}`;
};

/** Suspicious cells as a person reads them: a line a cell, the most suspicious first, then counts by column. */
export const suspectsText = (found: Suspects, { colour, width }: Options): string => {
  const ink = paint(colour);
  const { name, description, rows, seconds, cells, columns, limits, scope } = found;
  const within = scope === undefined ? '' : ` where ${oneLine(scope)}`;
  const head = `${ink.bold(oneLine(name))}  ${oneLine(description)}  ${countOf(rows, 'row')}${within}, ${seconds.toFixed(1)} s`;
  const [title = '', ...lines] = cells.length === 0 ? [] : tableLines(cells, width);
  const listed = columns.reduce((sum, one) => sum + (one.confidential ? 0 : one.found), 0);
  const more = listed > cells.length ? `; the first ${cells.length.toLocaleString('en')} are listed` : '';
  return [
    head,
    '',
    ...(cells.length === 0 ? [] : [ink.dim(title), ...lines, '']),
    found.found === 0
      ? 'No cell is suspected.'
      : `${countOf(found.found, 'cell')} with a score of ${found.threshold} or more${more}`,
    ...columns.toSorted((left, right) => right.found - left.found).map(columnLine),
    ...limits.map((limit) => ink.dim(`not looked at: ${oneLine(limit)}`)),
    ...problemLines(found.problems, { colour }),
  ].join('\n');
};
