import { type Cell, cellText, type Row } from '../domain/cell.ts';
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
    ...(rows.length > mostRows ? [`${(rows.length - mostRows).toLocaleString('en')} more rows`] : []),
    ...(names.length > mostColumns ? [`${names.length - mostColumns} more columns`] : []),
  ];
  return rest.length === 0 ? lines : [...lines, `… ${rest.join(', ')}`];
};

/** Facts behind a verdict: single ones on one line, lists of rows as tables. */
export const evidenceLines = (evidence: Evidence): readonly string[] => {
  const facts = Object.entries(evidence).flatMap(([name, value]) =>
    Array.isArray(value) ? [] : [`${oneLine(name)} ${oneLine(cellText(value), 200)}`],
  );
  const tables = Object.values(evidence).flatMap((value) =>
    Array.isArray(value) && value.length > 0 ? [tableLines(value)] : [],
  );
  return [...(facts.length === 0 ? [] : [facts.join(', ')]), ...tables.flat()];
};
