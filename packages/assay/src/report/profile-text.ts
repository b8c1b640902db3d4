import { type Cell, cellSchema, cellText, isTagged } from '../domain/cell.ts';
import type { ColumnProfile, Profile } from '../domain/profile.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';
import { problemLines } from './problem-lines.ts';

const short = (cell: Cell): string => {
  const text =
    typeof cell === 'number' && !Number.isInteger(cell)
      ? String(Number(cell.toPrecision(6)))
      : cellText(cell);
  return oneLine(text, 24);
};

/** A metric's value in a few characters: numbers and texts as they are, records as `name value`, lists by their first items. */
const valueText = (value: unknown): string => {
  const cell = cellSchema.safeParse(value);
  if (cell.success && (cell.data === null || typeof cell.data !== 'object' || isTagged(cell.data)))
    return short(cell.data);
  if (Array.isArray(value))
    return value.slice(0, 3).map(valueText).join(', ') + (value.length > 3 ? ', …' : '');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, inner]) => typeof inner !== 'object' || inner === null || isCell(inner))
    .map(([name, inner]) => `${oneLine(name)} ${valueText(inner)}`)
    .join('  ');
};

const isCell = (value: unknown): boolean => cellSchema.safeParse(value).success;

const columnLines = (
  column: ColumnProfile,
  dim: (text: string) => string,
  bold: (text: string) => string,
): readonly string[] => [
  `${bold(oneLine(column.name))}  ${dim(oneLine(column.sqlType))}${column.confidential ? dim('  confidential: values hidden') : ''}${column.uncast ? `  ${column.uncast} cells do not cast` : ''}`,
  ...Object.entries(column.metrics).map(
    ([metric, value]) => `  ${dim(metric.padEnd(16))} ${valueText(value)}`,
  ),
  ...Object.entries(column.failed ?? {}).map(
    ([metric, reason]) => `  ${dim(metric.padEnd(16))} not measured: ${oneLine(reason)}`,
  ),
];

/** A profile as a person reads it: one block a column. */
export const profileText = (profile: Profile, options: { readonly colour: boolean }): string => {
  const { bold, dim } = paint(options.colour);
  const head = `${bold(oneLine(profile.name))}  ${oneLine(profile.description)}  ${profile.rows.toLocaleString('en')} rows, ${profile.columns.length} columns, ${profile.seconds.toFixed(1)} s`;
  return [
    head,
    ...profile.columns.flatMap((column) => ['', ...columnLines(column, dim, bold)]),
    ...problemLines(profile.problems, options),
  ].join('\n');
};
