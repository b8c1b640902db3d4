import type { Column } from '../../../domain/column.ts';
import { findColumn } from '../../../domain/find-column.ts';
import { suggestion } from '../../../domain/nearest.ts';
import { refuse } from '../../../domain/problem.ts';
import type { TableDiff, Tolerance } from '../../../domain/table-diff.ts';
import type { OpenTable, QueryOptions, Session } from '../../../engines/engine.ts';
import { columnDiffs } from './column-diffs.ts';
import { compareRows } from './compare-rows.ts';
import { type ComparedColumn, comparedColumns } from './compared-columns.ts';
import { lossyColumns } from './lossy-columns.ts';
import type { MeasuredSide } from './measured-side.ts';
import type { CompareRows } from './parts.ts';
import { renamedColumns } from './renamed-columns.ts';

export interface CompareTables {
  readonly before: OpenTable;
  readonly after: OpenTable;
  /** The columns that tell rows apart; without any, rows are compared as wholes. */
  readonly key: readonly string[];
  readonly tolerance?: Tolerance;
  /** Columns of which no value is shown. */
  readonly confidential: readonly string[];
  /** So many rows of each kind are shown. */
  readonly examples: number;
  readonly workFolder: string;
  readonly query?: QueryOptions;
  readonly onStep?: (done: number, total: number) => void;
}

const keyAmong = (
  compared: readonly ComparedColumn[],
  wanted: readonly string[],
): readonly ComparedColumn[] => {
  const names = compared.map(({ name }) => ({ name, kind: 'other' as const, sqlType: '' }));
  return wanted.map((wanted) => {
    const name = findColumn(names, wanted)?.name;
    return (
      compared.find((one) => one.name === name) ??
      refuse(
        'usage',
        `the key names ${wanted}, and no column of both versions is called so`,
        suggestion(
          wanted,
          names.map((one) => one.name),
        ),
      )
    );
  });
};

const measuredSide = (
  session: Session,
  { relation, columns, facts }: OpenTable,
  rows: number,
): MeasuredSide => ({
  columns,
  rows,
  measured: new Map(),
  target: {
    session,
    table: relation,
    facts,
    context: {
      column: (name) => findColumn(columns, name) ?? refuse('usage', `no column ${name}`, 'check the name'),
      hashName: session.dialect.hashName,
    },
  },
});

/** Compares two tables that are open in a session: their rows, and what became of their columns. Throws `Refusal` for a wrong key. */
export const compareTables = async (session: Session, given: CompareTables): Promise<TableDiff> => {
  const { before, after, confidential, tolerance, examples, workFolder, query = {}, onStep } = given;
  const lossy = new Set([
    ...(await lossyColumns(session, before, query)),
    ...(await lossyColumns(session, after, query)),
  ]);
  const compared = comparedColumns(before.columns, after.columns, (one) => lossy.has(one));
  const key = keyAmong(compared, given.key);
  if (tolerance !== undefined && key.length === 0)
    refuse(
      'usage',
      '--tolerance needs a key: without one no two rows are the same row',
      'add --key COLUMN, or primaryKey in the contract',
    );
  const isConfidential = (column: string): boolean => confidential.includes(column);
  const steps = compared.length + 5;
  const rowsGiven: CompareRows = {
    pair: {
      tables: { before: before.relation, after: after.relation },
      key,
      others: compared.filter((one) => !key.includes(one)),
    },
    ...(tolerance === undefined ? {} : { tolerance }),
    isConfidential,
    examples,
    workFolder,
    query,
    onStep: (done) => onStep?.(done, steps),
  };
  const { shifts, ...rows } = await compareRows(session, rowsGiven);
  const { counts, unpaired } = rows;
  const isPairedWhole =
    tolerance === undefined &&
    key.length > 0 &&
    counts.added + counts.removed + unpaired.repeatedKeys.keys === 0 &&
    unpaired.nullKeys.before + unpaired.nullKeys.after === 0;
  const changed = new Set(rows.changedIn.map(({ column }) => column));
  const isAlone = (side: 'before' | 'after') => (one: Column) =>
    !compared.some((both) => both[side].name === one.name);
  const renamed = await renamedColumns(session, rowsGiven, {
    before: before.columns.filter(isAlone('before')),
    after: after.columns.filter(isAlone('after')),
  });
  const columns = await columnDiffs({
    session,
    sides: {
      before: measuredSide(session, before, rows.rows.before),
      after: measuredSide(session, after, rows.rows.after),
    },
    compared,
    shifts,
    renamed,
    isUnmoved: (column) => isPairedWhole && !changed.has(column),
    isConfidential,
    query,
    onStep: (done) => onStep?.(done + 4, steps),
  });
  return {
    ...rows,
    ...(tolerance === undefined ? {} : { tolerance }),
    key: key.map(({ name }) => name),
    columns,
  };
};
