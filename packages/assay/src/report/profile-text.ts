import { cellSchema, isTagged } from '../domain/cell.ts';
import { countOf } from '../domain/count-of.ts';
import type { ColumnProfile, Profile } from '../domain/profile.ts';
import { alignedLines } from './columns.ts';
import { missingLines } from './missing-lines.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { problemLines } from './problem-lines.ts';
import { type ProfileCells, profileCells, shortCell } from './profile-cells.ts';
import { cutTo, widthOf } from './width.ts';

export interface ProfileTextOptions {
  readonly colour: boolean;
  /** Columns of the terminal; without it nothing is left out. */
  readonly width?: number;
  /** Every metric of every column below the table. */
  readonly verbose?: boolean;
}

type Heading = keyof ProfileCells;
const headings: readonly Heading[] = [
  'column',
  'type',
  'missing',
  'distinct',
  'min',
  'mean',
  'median',
  'max',
  'values',
];
const numbers: readonly Heading[] = ['missing', 'distinct', 'min', 'mean', 'median', 'max'];
/** What a narrow terminal goes without, the first first. */
const dispensable: readonly Heading[] = ['type', 'mean', 'distinct', 'median', 'min', 'max', 'missing'];
/** So much of the last column is worth the others. */
const leastValues = 12;

const widest = (lines: readonly string[]): number => Math.max(0, ...lines.map(widthOf));

const linesWith = (rows: readonly ProfileCells[], shown: readonly Heading[]): readonly string[] => {
  const right = shown.flatMap((heading, index) => (numbers.includes(heading) ? [index] : []));
  return alignedLines([shown, ...rows.map((row) => shown.map((heading) => row[heading]))], right);
};

/** As many of the headings as fit; columns in which nothing is said are left out. */
const tableLines = (rows: readonly ProfileCells[], width: number | undefined): readonly string[] => {
  let shown = headings.filter((heading) => rows.some((row) => row[heading] !== ''));
  if (width === undefined) return linesWith(rows, shown);
  const narrow = rows.map((row) => ({ ...row, values: cutTo(row.values, leastValues) }));
  for (const heading of dispensable) {
    if (widest(linesWith(narrow, shown)) <= width) break;
    shown = shown.filter((one) => one !== heading);
  }
  return linesWith(rows, shown).map((line) => cutTo(line, width));
};

const isCell = (value: unknown): boolean => {
  const cell = cellSchema.safeParse(value);
  return cell.success && (typeof cell.data !== 'object' || cell.data === null || isTagged(cell.data));
};

const shownItems = 5;

/** A metric's value in a few characters: records as `name value`, counted values as `value (count)`, lists by their first items. */
const valueText = (value: unknown): string => {
  const cell = cellSchema.safeParse(value);
  if (cell.success && isCell(value)) return shortCell(cell.data);
  if (Array.isArray(value))
    return value.slice(0, shownItems).map(valueText).join(', ') + (value.length > shownItems ? ', …' : '');
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value);
  const [[first, what] = ['', undefined], [second, count] = ['', undefined]] = entries;
  if (entries.length === 2 && ['value', 'shape'].includes(first) && second === 'count')
    return `${valueText(what)} (${valueText(count)})`;
  return entries.map(([name, inner]) => `${name} ${valueText(inner)}`).join('  ');
};

const detailLines = (column: ColumnProfile, { bold, dim }: Paint): readonly string[] => [
  '',
  `${bold(oneLine(column.name))}  ${dim(oneLine(column.sqlType))}`,
  ...Object.entries(column.metrics).map(
    ([metric, value]) => `  ${dim(metric.padEnd(16))} ${valueText(value)}`,
  ),
  ...Object.entries(column.failed ?? {}).map(
    ([metric, reason]) => `  ${dim(metric.padEnd(16))} not measured: ${oneLine(reason)}`,
  ),
];

/** A profile as a person reads it: a table of one line a column; with `verbose` every metric below it. */
export const profileText = (profile: Profile, options: ProfileTextOptions): string => {
  const ink = paint(options.colour);
  const { name, description, rows, columns, seconds } = profile;
  const size = `${countOf(rows, 'row')}, ${countOf(columns.length, 'column')}`;
  const [head = '', ...lines] = tableLines(
    columns.map((column) => profileCells(column, rows)),
    options.width,
  );
  return [
    `${ink.bold(oneLine(name))}  ${oneLine(description)}  ${size}, ${seconds.toFixed(1)} s`,
    '',
    ink.dim(head),
    ...lines,
    ...missingLines(profile.missing, options).map((line) => ink.dim(line)),
    ...(options.verbose ? columns.flatMap((column) => detailLines(column, ink)) : []),
    ...problemLines(profile.problems, options),
  ].join('\n');
};
