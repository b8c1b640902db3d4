import type { Table } from './csv.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(amp|lt|gt|quot|apos|nbsp));/g, (_all, decimal, hex, name) =>
    name === undefined
      ? String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
      : (named[name] ?? ''),
  );

/** Raha's reading of a cell: HTML entities resolved, the first 32 runs of tab, newline and space made one space, ends stripped. */
export const normalised = (cell: string): string => {
  let runs = 0;
  return unescaped(cell)
    .replace(/[\t\n ]+/g, (run) => {
      runs += 1;
      return runs <= 32 ? ' ' : run;
    })
    .replace(/^[\t\n ]+|[\t\n ]+$/g, '');
};

/** The cells that differ between two tables of one shape, compared by position, headers left out, as `row,column` from 0. */
export const differing = (dirty: Table, clean: Table): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const [row, cells] of dirty.slice(1).entries())
    for (const [column, cell] of cells.entries())
      if (normalised(cell) !== normalised(clean[row + 1]?.[column] ?? '')) found.add(`${row},${column}`);
  return found;
};
