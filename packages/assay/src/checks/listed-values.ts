import { type Cell, cellText, isTagged, type Tagged } from '../domain/cell.ts';
import type { Column } from '../domain/column.ts';
import { boundCell } from './bound-cell.ts';
import { RuleUnknown } from './check.ts';

/** A value as a contract lists it. */
export type ListedValue = string | number | boolean | Tagged;

/** Listed values as a column can hold them. */
export interface ListedValues {
  readonly cells: readonly Cell[];
  /** As they are written, for cells that did not cast. */
  readonly texts: readonly string[];
}

const textOf = (value: ListedValue): string => (isTagged(value) ? value.value : String(value));

const floats: Readonly<Record<string, string>> = {
  nan: 'NaN',
  infinity: 'Infinity',
  '-infinity': '-Infinity',
};

/** A listed value as the column can hold it; undefined where it cannot. */
export const listedCell = (value: ListedValue, column: Column, zone: string): Cell | undefined => {
  const text = textOf(value);
  if (column.kind === 'text') return text;
  if (column.kind === 'boolean')
    return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
  const float = column.kind === 'float' ? floats[text.toLowerCase()] : undefined;
  if (float !== undefined) return { type: 'float', value: float };
  if (typeof value === 'boolean') return undefined;
  try {
    const cell = boundCell(value, column, zone);
    const fractional = column.kind === 'integer' && cellText(cell).includes('.');
    return fractional ? undefined : cell;
  } catch (reason) {
    if (reason instanceof RuleUnknown) return undefined;
    throw reason;
  }
};

/** Values that the column cannot hold equal none of its cells, only a cell of that text that did not cast. */
export const listedValues = (values: readonly ListedValue[], column: Column, zone: string): ListedValues => ({
  cells: values.map((value) => listedCell(value, column, zone)).filter((cell) => cell !== undefined),
  texts: values.map(textOf),
});
