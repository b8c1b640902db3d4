import type { Column } from '../../domain/column.ts';
import type { ColumnReference, DriftReference } from '../../domain/drift-reference.ts';
import type { ColumnDrift, DriftReport, Effect, EffectWord } from '../../domain/drift-report.ts';
import { categoryChanges, missingChange, numberChanges } from '../../drift/changes.ts';
import { columnDrift } from '../../drift/column-drift.ts';
import { largerEffect, numbersEffect, shareEffect } from '../../drift/effect.ts';
import { type ColumnBatch, judgeColumn } from '../../drift/judge-column.ts';
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

const effectOf = (
  { column, reference }: ComparedColumn,
  batch: ColumnBatch,
  measured: Measurements,
): Effect | null => {
  const presence = shareEffect([
    { reference: reference.present, current: batch.present },
    { reference: reference.missing, current: batch.missing },
  ]);
  if (batch.form === 'categories' && reference.present > 0 && batch.present > 0)
    return largerEffect(shareEffect(batch.pairs), presence);
  if (reference.form === 'numbers' && batch.present > 0) {
    const now = quantilesIn(column, batch.present, measured);
    if (now.length > 0)
      return largerEffect(
        numbersEffect(reference.quantiles, now, reference.present, batch.present),
        presence,
      );
  }
  return presence;
};

const changesOf = (
  compared: ComparedColumn,
  batch: ColumnBatch,
  measured: Measurements,
): readonly string[] => {
  const { column, reference } = compared;
  const missing = missingChange(reference, batch);
  const now = reference.form === 'numbers' ? quantilesIn(column, batch.present, measured) : [];
  return [
    ...(reference.form === 'numbers' && now.length > 0 ? numberChanges(reference.quantiles, now) : []),
    ...(reference.form === 'categories' ? categoryChanges(namedPairs(compared, measured)) : []),
    ...(missing === undefined ? [] : [missing]),
  ];
};

/** Judges every column of a batch against a reference; looks closer at those that chance does not explain. */
export const findDrift = async (
  target: MeasureTarget,
  columns: readonly Column[],
  reference: DriftReference,
  { falseAlarms, minEffect }: DriftAsked,
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
  const batches = compared.map((one) => batchOf(one, measured));
  const judged = compared.map((one, at) => judgeColumn(one.reference, batches[at] as ColumnBatch));
  const corrected = holm(judged.map(({ p }) => p));
  const far = compared.filter(
    ({ reference: { form } }, at) => form === 'numbers' && (corrected[at] ?? 1) <= falseAlarms,
  );
  await measure(
    far.map(({ column }) =>
      quantileRequest(column, batches[compared.findIndex((one) => one.column === column)]?.present ?? 0),
    ),
    target,
    measured,
    query,
  );
  const found = compared.map((one, at): ColumnDrift => {
    const batch = batches[at] as ColumnBatch;
    const isFar = (corrected[at] ?? 1) <= falseAlarms;
    return columnDrift(
      {
        reference: one.reference,
        current: batch,
        judged: judged[at] ?? { p: 1, parts: [] },
        corrected: corrected[at] ?? 1,
        effect: isFar ? effectOf(one, batch, measured) : null,
        changes: isFar ? changesOf(one, batch, measured) : [],
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
