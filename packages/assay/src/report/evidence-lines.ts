import { type Cell, cellText, type Row } from '../domain/cell.ts';
import { countOf } from '../domain/count-of.ts';
import type { Evidence } from '../domain/verdict.ts';
import { oneLine } from './neutral.ts';
import { cutTo, padEnd, padStart, widthOf } from './width.ts';

const mostRows = 5;
const mostColumns = 8;
const widestCell = 40;

const isNumeric = (cell: Cell): boolean =>
  typeof cell === 'number' ||
  (typeof cell === 'object' &&
    cell !== null &&
    cell.type !== 'date' &&
    cell.type !== 'timestamp' &&
    cell.type !== 'time');

const special = /[\\^$.*+?()[\]{}|]/g;

/** Whether a text tells a value, as a word of its own; a number also with separators. */
export const tells = (text: string, value: Cell): boolean =>
  [cellText(value), ...(typeof value === 'number' ? [value.toLocaleString('en')] : [])].some((word) =>
    new RegExp(`(?<![\\w.,-])${word.replace(special, '\\$&')}(?!\\w|[.,]\\d)`).test(text),
  );

/** Rows as an aligned table, numbers to the right; what does not fit is counted. */
export const tableLines = (rows: readonly Row[]): readonly string[] => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shown = names.slice(0, mostColumns);
  const body = rows.slice(0, mostRows);
  const columns = shown.map((name) => {
    const head = cutTo(oneLine(name), widestCell);
    const cells = body.map((row) => cutTo(oneLine(cellText(row[name] ?? null)), widestCell));
    const width = Math.max(widthOf(head), ...cells.map(widthOf));
    const pad = body.every((row) => row[name] === undefined || row[name] === null || isNumeric(row[name]))
      ? padStart
      : padEnd;
    return [head, ...cells].map((cell) => pad(cell, width));
  });
  const lines = [...body, undefined].map((_row, index) =>
    columns
      .map((column) => column[index] ?? '')
      .join('  ')
      .trimEnd(),
  );
  const rest = [
    ...(rows.length > mostRows ? [countOf(rows.length - mostRows, 'more row')] : []),
    ...(names.length > mostColumns ? [countOf(names.length - mostColumns, 'more column')] : []),
  ];
  return rest.length === 0 ? lines : [...lines, `… ${rest.join(', ')}`];
};

/** `rowsInDuplicates` as a person writes it. */
const wordsOf = (name: string): string =>
  oneLine(name).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Facts behind a verdict that its message does not tell: single ones on one line, lists of rows as tables. */
export const evidenceLines = (evidence: Evidence, message: string): readonly string[] => {
  const facts = Object.entries(evidence).flatMap(([name, value]) =>
    Array.isArray(value) || tells(message, value)
      ? []
      : [`${wordsOf(name)} ${oneLine(cellText(value), 200)}`],
  );
  const tables = Object.values(evidence).flatMap((value) =>
    Array.isArray(value) && value.length > 0 ? [tableLines(value)] : [],
  );
  return [...(facts.length === 0 ? [] : [facts.join(', ')]), ...tables.flat()];
};
