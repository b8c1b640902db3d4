import type { Column } from '../../domain/column.ts';
import type { ColumnReference, DriftReference } from '../../domain/drift-reference.ts';
import type { ColumnDrift, DriftReport, Effect, EffectWord } from '../../domain/drift-report.ts';
import { cellsOf } from '../../drift/cells-of.ts';
import { categoryChanges, missingChange, numberChanges } from '../../drift/changes.ts';
import { columnDrift } from '../../drift/column-drift.ts';
import type { DriftTest } from '../../drift/drift-test.ts';
import { largerEffect, numbersEffect, shareEffect } from '../../drift/effect.ts';
import { type ColumnBatch, judgeColumn } from '../../drift/judge-column.ts';
import type { Judged } from '../../drift/numbers-drift.ts';
import type { QueryOptions } from '../../engines/engine.ts';
import { ask } from '../../metrics/request.ts';
import { rows as countRows } from '../../metrics/rows.ts';
import { holm } from '../../stats/holm.ts';
import { type Measurements, type MeasureTarget, measure } from '../measure.ts';
import { valueIn } from '../value-in.ts';
import { isCategory, isNumber } from './column-forms.ts';
import { batchOf, type ComparedColumn, measureBatch, namedPairs } from './measure-batch.ts';
import { quantileRequest, quantilesIn } from './quantiles.ts';

export interface DriftAsked {
  readonly falseAlarms: number;
  readonly minEffect: EffectWord;
  /** What else is computed of every column that has values on both sides. */
  readonly tests: readonly DriftTest[];
}

const formOf = (column: Column): ColumnReference['form'] =>
  isNumber(column) ? 'numbers' : isCategory(column) ? 'categories' : 'presence';

const compares = (column: Column, { form }: ColumnReference): boolean =>
  form === 'presence' || formOf(column) === form;

/** Columns that only one side has, and those whose values are of another form. */
const structureOf = (columns: readonly Column[], reference: DriftReference): readonly string[] => {
  const names = new Map(columns.map((one) => [one.name, one]));
  const known = new Set(reference.columns.map(({ name }) => name));
  return [
    ...reference.columns.flatMap((one) => {
      const now = names.get(one.name);
      if (now === undefined) return [`${one.name} is gone`];
      return compares(now, one) ? [] : [`${one.name} was ${one.sqlType} and is ${now.sqlType}`];
    }),
    ...columns.filter(({ name }) => !known.has(name)).map(({ name }) => `${name} is new`),
  ];
};

/** What of a column chance does not explain: its values, what is missing, or both. */
interface Moved {
  readonly values: boolean;
  readonly missing: boolean;
}

const movedOf = ({ parts }: Judged, falseAlarms: number): Moved => ({
  values: parts.some(({ id, p }) => id !== 'missing' && p <= falseAlarms),
  missing: parts.some(({ id, p }) => id === 'missing' && p <= falseAlarms),
});

const effectOf = (
  { column, reference }: ComparedColumn,
  batch: ColumnBatch,
  moved: Moved,
  measured: Measurements,
): Effect => {
  const presence = shareEffect([
    { reference: reference.present, current: batch.present },
    { reference: reference.missing, current: batch.missing },
  ]);
  if (!moved.values) return presence;
  const now = quantilesIn(column, batch.present, measured);
  const values =
    reference.form === 'numbers' && now.length > 0
      ? numbersEffect(reference.quantiles, now, reference.present, batch.present)
      : batch.form === 'categories'
        ? shareEffect(batch.pairs)
        : presence;
  return moved.missing ? largerEffect(values, presence) : values;
};

const changesOf = (
  compared: ComparedColumn,
  batch: ColumnBatch,
  moved: Moved,
  measured: Measurements,
): readonly string[] => {
  const { column, reference } = compared;
  const missing = moved.missing ? missingChange(reference, batch) : undefined;
  const now = quantilesIn(column, batch.present, measured);
  return [
    ...(moved.values && reference.form === 'numbers' && now.length > 0
      ? numberChanges(reference.quantiles, now, reference.present, batch.present)
      : []),
    ...(moved.values ? categoryChanges(namedPairs(compared, measured)) : []),
    ...(missing === undefined ? [] : [missing]),
  ];
};

const testedBy = (
  tests: readonly DriftTest[],
  reference: ColumnReference,
  batch: ColumnBatch,
): NonNullable<ColumnDrift['tests']> => {
  const cells = cellsOf(reference, batch);
  if (cells === undefined) return [];
  return tests
    .filter(({ accepts }) => accepts === 'any' || cells.points !== undefined)
    .map((one) => {
      const statistic = one.statistic(cells);
      return { test: one.id, statistic, ...(one.p === undefined ? {} : { p: one.p(statistic, cells) }) };
    });
};

/** Judges every column of a batch against a reference; looks closer at those that chance does not explain. */
export const findDrift = async (
  target: MeasureTarget,
  columns: readonly Column[],
  reference: DriftReference,
  { falseAlarms, minEffect, tests }: DriftAsked,
  query: QueryOptions,
): Promise<Pick<DriftReport, 'drifted' | 'rows' | 'structure' | 'columns'>> => {
  const measured: Measurements = new Map();
  const byName = new Map(reference.columns.map((one) => [one.name, one]));
  const compared = columns.flatMap((column): readonly ComparedColumn[] => {
    const known = byName.get(column.name);
    return known === undefined || !compares(column, known) ? [] : [{ column, reference: known }];
  });
  const rowCount = ask(countRows, {});
  await measure([rowCount], target, measured, query);
  await measureBatch(target, compared, measured, query);
  const batches = compared.map((one) => {
    const batch = batchOf(one, measured);
    return { one, batch, judged: judgeColumn(one.reference, batch) };
  });
  const corrected = holm(batches.map(({ judged }) => judged.p));
  const all = batches.map((each, at) => ({ ...each, corrected: corrected[at] ?? 1 }));
  const far = all.filter((each) => each.corrected <= falseAlarms && each.one.reference.form === 'numbers');
  await measure(
    far.map(({ one, batch }) => quantileRequest(one.column, batch.present)),
    target,
    measured,
    query,
  );
  const found = all.map(({ one, batch, ...each }): ColumnDrift => {
    const isFar = each.corrected <= falseAlarms;
    const moved = movedOf(each.judged, falseAlarms);
    return columnDrift(
      {
        ...each,
        reference: one.reference,
        tests: testedBy(tests, one.reference, batch),
        current: batch,
        effect: isFar ? effectOf(one, batch, moved, measured) : null,
        changes: isFar ? changesOf(one, batch, moved, measured) : [],
      },
      falseAlarms,
      minEffect,
    );
  });
  const structure = structureOf(columns, reference);
  return {
    drifted: structure.length > 0 || found.some(({ status }) => status === 'drifted'),
    rows: { reference: reference.rows, current: valueIn<number>(measured.get(rowCount.key)) ?? 0 },
    structure: [...structure],
    columns: found.toSorted((left, right) => (left.p ?? 1) - (right.p ?? 1)),
  };
};
