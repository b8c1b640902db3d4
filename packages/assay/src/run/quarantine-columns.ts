import type { ContractProperty } from '../contract/contract.ts';
import type { Column } from '../domain/column.ts';
import { findColumn } from '../plan/context.ts';
import type { Rule } from '../plan/rule.ts';
import { holdsSecret } from './confidential.ts';
import { freeName, type TextColumn } from './quarantine-select.ts';

/** Columns that are confidential, or hold something that is. */
export const confidentialColumns = (
  columns: readonly Column[],
  properties: readonly ContractProperty[],
  open: readonly string[] | undefined,
): readonly string[] =>
  properties
    .filter((property) => holdsSecret(property, open))
    .flatMap(({ name }) => findColumn(columns, name)?.name ?? []);

/** Where the text of cells that do not cast is kept, for the columns that failed rules judge. */
export const textColumnsOf = (
  columns: readonly Column[],
  rules: readonly Rule[],
  masked: readonly string[],
): readonly TextColumn[] => {
  const judged = new Set(
    rules.flatMap((rule) => rule.columns.map((name) => findColumn(columns, name)?.name)),
  );
  const taken = columns.map(({ name }) => name);
  return columns
    .filter(({ name, uncast }) => uncast !== undefined && judged.has(name) && !masked.includes(name))
    .map(({ name }) => ({ column: name, text: freeName(`assay_text_${name}`, taken) }));
};
