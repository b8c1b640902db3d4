import { type Cell, isTagged } from '../../../domain/cell.ts';
import { instantWords } from '../../../sql/grammar/instants.ts';

const words = new Set(['and', 'or', 'not', 'in', 'is', 'null', 'between', 'like', 'true', 'false', 'case']);

/** A column as rule expressions name it. */
export const nameText = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) &&
  !words.has(name.toLowerCase()) &&
  !instantWords.has(name.toLowerCase())
    ? name
    : `"${name.replaceAll('"', '""')}"`;

/** A value as rule expressions write it; undefined of what they cannot. */
export const valueText = (cell: Cell): string | undefined => {
  if (typeof cell === 'string') return `'${cell.replaceAll("'", "''")}'`;
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return isTagged(cell) && (cell.type === 'bigint' || cell.type === 'decimal') ? cell.value : undefined;
};

const inOrder = (left: Cell, right: Cell): number =>
  typeof left === 'number' && typeof right === 'number'
    ? left - right
    : String(valueText(left)) < String(valueText(right))
      ? -1
      : 1;

/** `x = 1`, or `x in (1, 2)`, the same whichever value came first; undefined where a value cannot be written. */
export const isOneOf = (name: string, cells: readonly Cell[]): string | undefined => {
  const texts = cells.toSorted(inOrder).map(valueText);
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  return texts.length === 1
    ? `${nameText(name)} = ${texts[0]}`
    : `${nameText(name)} in (${texts.join(', ')})`;
};

/** A number with no more digits than it needs, and no exponent that could be misread. */
export const numberText = (value: number): string => String(Number(value.toPrecision(12)));
