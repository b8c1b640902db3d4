import { join } from 'node:path';
import { numberOf, type Row } from '../../../domain/cell.ts';
import type { Tolerance } from '../../../domain/table-diff.ts';
import type { QueryOptions, Session } from '../../../engines/engine.ts';
import type { Relation, Select } from '../../../sql/select.ts';
import type { Pair } from './pair.ts';

export interface CompareRows {
  readonly pair: Pair;
  readonly tolerance?: Tolerance;
  readonly isConfidential: (column: string) => boolean;
  /** So many rows of each kind are shown. */
  readonly examples: number;
  readonly workFolder: string;
  readonly query: QueryOptions;
  readonly onStep?: (done: number, total: number) => void;
}

/** Columns are compared so many at a time: a row group of all of them would have to be in memory. */
const columnsAtOnce = 250;

/** Some of the columns, and the keys of rows that differ in them. */
export interface Part {
  readonly pair: Pair;
  readonly differing: Relation;
}

export const partsOf = (pair: Pair): readonly Pair[] => {
  const { key, others } = pair;
  if (key.length === 0 || others.length <= columnsAtOnce) return [pair];
  const starts = Array.from(
    { length: Math.ceil(others.length / columnsAtOnce) },
    (_none, at) => at * columnsAtOnce,
  );
  return starts.map((from) => ({ ...pair, others: others.slice(from, from + columnsAtOnce) }));
};

/** The rows of a query, written to the work folder and read from there. */
export const spooled = async (
  session: Session,
  { workFolder, query }: CompareRows,
  name: string,
  select: Select,
): Promise<Relation> => {
  const path = join(workFolder, `${name}.parquet`);
  await session.export(select, path, query);
  return (await session.open({ kind: 'files', path }, { name, declared: [] })).relation;
};

export const countIn = (row: Row | undefined, name: string): number => numberOf(row?.[name] ?? null) ?? 0;
