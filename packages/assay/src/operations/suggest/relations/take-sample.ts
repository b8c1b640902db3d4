import { type Cell, cellText, isTagged, millisOf, numberOf, type Row } from '../../../domain/cell.ts';
import { type ColumnKind, numericKinds, temporalKinds } from '../../../domain/column.ts';
import type { Looked } from '../draft.ts';
import type { Cadence } from '../find-cadence.ts';
import { askRows } from '../looking.ts';
import { only } from '../parts.ts';
import type { Asking } from '../suggester.ts';
import { once } from './once.ts';
import type { Sample, SampledColumn } from './sample.ts';
import { unsettledIn } from './unsettled.ts';

/** Cells held in memory. */
const mostCells = 1_500_000;
const [fewestRows, mostRows] = [1000, 12_000];
const mostColumns = 300;
const longestText = 200;
const kinds: readonly ColumnKind[] = ['boolean', 'text', ...numericKinds, ...temporalKinds];
/** More digits than this are those of a double. */
const mostDecimals = 9;

const canBeSampled = (looked: Looked): boolean => {
  const { column: of, rows, nulls, tails, distinct } = looked;
  if (!kinds.includes(of.kind) || nulls === rows || (distinct < 2 && nulls === 0)) return false;
  return of.kind !== 'text' || (tails?.largest[0] ?? 0) <= longestText;
};

const keyOf = (cell: Cell): string => (isTagged(cell) ? cellText(cell) : `${typeof cell}${String(cell)}`);

const secondsOf = (cell: Cell): number | undefined => {
  const millis = millisOf(cell);
  return millis === undefined ? undefined : millis / 1000;
};

const decimalsOf = (kind: ColumnKind, numbers: Float64Array): number | undefined => {
  if (kind === 'integer') return 0;
  let most = 0;
  for (const value of numbers) {
    if (!Number.isFinite(value)) continue;
    const [, digits = ''] = /\.(\d+)$/.exec(String(value)) ?? [];
    const tiny = /e-(\d+)$/.exec(String(value))?.[1];
    most = Math.max(most, tiny === undefined ? digits.length : Number(tiny));
    if (most > mostDecimals) return undefined;
  }
  return most;
};

const sampled = (looked: Looked, cells: readonly Cell[]): SampledColumn => {
  const codes = new Int32Array(cells.length);
  const known = new Map<string, number>();
  const values: Cell[] = [null];
  const counts: number[] = [0];
  for (const [row, cell] of cells.entries()) {
    let code = 0;
    if (cell !== null) {
      const key = keyOf(cell);
      code = known.get(key) ?? values.length;
      if (code === values.length) {
        known.set(key, code);
        values.push(cell);
        counts.push(0);
      }
    }
    codes[row] = code;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const { kind, name } = looked.column;
  const base = { name, looked, codes, values, counts };
  const read = numericKinds.includes(kind) ? numberOf : temporalKinds.includes(kind) ? secondsOf : undefined;
  if (read === undefined) return base;
  const numbers = Float64Array.from(cells, (cell) => read(cell) ?? Number.NaN);
  const decimals = decimalsOf(kind, numbers);
  return { ...base, numbers, ...(decimals === undefined ? {} : { decimals }) };
};

/** Readings of one group after another, in the order of their times, where there is a cadence; else as the source has them. */
const inSequence = (rows: readonly Row[], cadence: Cadence | undefined): readonly Row[] => {
  if (cadence === undefined) return rows;
  const keyOfRow = (row: Row): string => cadence.per.map((name) => keyOf(row[name] ?? null)).join(' ');
  const timeOf = (row: Row): number => secondsOf(row[cadence.column] ?? null) ?? 0;
  return rows
    .map((row) => ({ row, key: keyOfRow(row), time: timeOf(row) }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : left.time - right.time))
    .map(({ row }) => row);
};

const taken = async ({ looking, looked, cadence }: Asking): Promise<Sample> => {
  const columns = looked.columns.filter(canBeSampled).slice(0, mostColumns);
  if (columns.length < 2) return { rows: 0, columns: [] };
  looking.onStep?.(0);
  const limit = Math.min(mostRows, Math.max(fewestRows, Math.floor(mostCells / columns.length)));
  const names = columns.map(({ column: { name } }) => name);
  const rows = await askRows(looking, { columns: only(names), from: looked.parts.sample(names), limit });
  const ordered = inSequence(rows, cadence);
  const sample: Sample = {
    rows: ordered.length,
    columns: columns.map((one) =>
      sampled(
        one,
        ordered.map((row) => row[one.column.name] ?? null),
      ),
    ),
  };
  return { ...sample, unsettled: unsettledIn(sample, cadence?.column) };
};

/** One sample for all suggesters of a table. It holds no columns of one value only, of long texts, and of lists and objects. */
export const sampleOf = once(taken);
