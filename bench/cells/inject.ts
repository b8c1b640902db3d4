import { pick, randomFrom } from '../random.ts';
import type { Table } from './csv.ts';

/** One injected error: where, and of which kind. */
export interface Injected {
  readonly row: number;
  readonly column: number;
  readonly kind: string;
}

type Random = () => number;
type Change = (cell: string, column: readonly string[], random: Random) => string;

const letters = 'abcdefghijklmnopqrstuvwxyz';

const typo: Change = (cell, _column, random) => {
  const at = Math.floor(random() * cell.length);
  const letter = pick([...letters], random);
  return pick(
    [
      cell.slice(0, at) + letter + cell.slice(at + 1),
      cell.slice(0, at) + letter + cell.slice(at),
      cell.slice(0, at) + cell.slice(at + 1),
      cell.slice(0, at) +
        cell
          .slice(at, at + 2)
          .split('')
          .reverse()
          .join('') +
        cell.slice(at + 2),
    ],
    random,
  );
};

const changes: Readonly<Record<string, Change>> = {
  typo,
  missing: () => '',
  word: (_cell, _column, random) => pick(['n/a', 'unknown', '-', 'NULL', '?'], random),
  other: (_cell, column, random) => pick(column, random),
  format: (cell, _column, random) => pick([`${cell}*`, `(${cell})`, `${cell} ??`, `#${cell}`], random),
  magnitude: (cell, _column, random) =>
    /^-?\d+(\.\d+)?$/.test(cell) ? String(Number(cell) * pick([100, 1000, -100], random)) : cell,
};

export interface Injection {
  readonly dirty: Table;
  readonly errors: readonly Injected[];
}

/**
 * Adds what one source states of one thing: its cells, and as they are `shown`, some with a remark; `names` are its source and the thing.
 */
export const addStated = (
  { dirty, errors }: { readonly dirty: string[][]; readonly errors: Injected[] },
  names: readonly [string, string],
  cells: readonly string[],
  shown: readonly string[],
  truth: readonly string[],
): void => {
  for (const [column, cell] of shown.entries())
    if (cell !== truth[column])
      errors.push({
        row: dirty.length - 1,
        column: names.length + column,
        kind: cell === '' ? 'missing' : cell === cells[column] ? 'claim' : 'remark',
      });
  dirty.push([...names, ...shown]);
};

/**
 * Puts errors into a clean table with a header: a share `rate` of the cells of the columns of each kind is changed, and in
 * as many rows the cells of the two columns of `swaps` change places.
 */
export const inject = (
  clean: Table,
  kinds: Readonly<Record<string, readonly number[]>>,
  swaps: readonly (readonly [number, number])[],
  rate: number,
  seed: number,
): Injection => {
  const random = randomFrom(seed);
  const dirty = clean.map((row) => [...row]);
  const errors = new Map<string, Injected>();
  const note = (row: number, column: number, value: string, kind: string): void => {
    const cells = dirty[row];
    if (cells === undefined || clean[row]?.[column] === value || errors.has(`${row},${column}`)) return;
    cells[column] = value;
    errors.set(`${row},${column}`, { row: row - 1, column, kind });
  };
  const columnOf = (column: number): readonly string[] => clean.slice(1).map((row) => row[column] ?? '');
  for (const [kind, columns] of Object.entries(kinds)) {
    const change = changes[kind];
    if (change === undefined) throw new Error(`no error of kind ${kind}`);
    for (const column of columns) {
      const all = columnOf(column);
      for (let row = 1; row < clean.length; row += 1) {
        const cell = clean[row]?.[column] ?? '';
        if (random() < rate && cell !== '') note(row, column, change(cell, all, random), kind);
      }
    }
  }
  for (const [left, right] of swaps)
    for (let row = 1; row < clean.length; row += 1)
      if (random() < rate) {
        const [a, b] = [clean[row]?.[left] ?? '', clean[row]?.[right] ?? ''];
        note(row, left, b, 'swap');
        note(row, right, a, 'swap');
      }
  return { dirty, errors: [...errors.values()] };
};
