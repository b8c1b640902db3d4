import { type Problem, problem } from '../../../domain/problem.ts';
import type { DeclaredColumn } from '../../../domain/source.ts';
import type { NamedColumn } from '../../files/column-names.ts';
import { type CellType, cellTypes, isWrittenAs } from '../../files/csv/cell-syntax.ts';
import type { Target } from './casts.ts';
import { strptimeFormat } from './date-format.ts';

const logicalTargets: Readonly<Record<string, readonly Target['type'][]>> = {
  string: ['text'],
  integer: ['integer', 'hugeInteger'],
  number: ['number'],
  boolean: ['boolean'],
  date: ['date'],
  timestamp: ['timestamp', 'timestamptz'],
  time: ['time'],
  array: ['list'],
  object: ['struct'],
};

/** What a column may become. Of several, the first that takes as many cells as any. */
export interface Candidates {
  readonly targets: readonly Target[];
  readonly declared: boolean;
  readonly notes: readonly Problem[];
}

const formatted = (column: DeclaredColumn, types: readonly Target['type'][], file: string): Candidates => {
  const format = column.logicalTypeOptions?.format;
  const plain = types.map((type): Target => ({ type, declared: true }));
  const dated = column.logicalType === 'date' || column.logicalType === 'timestamp';
  if (!dated || typeof format !== 'string') return { targets: plain, declared: true, notes: [] };
  const translated = strptimeFormat(format);
  if (translated === 'iso') return { targets: plain, declared: true, notes: [] };
  if (translated === undefined) {
    const note = problem(
      'source-note',
      `the date format ${format} of ${column.name} cannot be used; its cells are read as ISO 8601`,
      'use the letters y M d H m s S X',
      { file },
    );
    return { targets: plain, declared: true, notes: [note] };
  }
  const type =
    translated.includes('%z') || translated.includes('%Z')
      ? 'timestamptz'
      : column.logicalType === 'date'
        ? 'date'
        : 'timestamp';
  return { targets: [{ type, format: translated, declared: true }], declared: true, notes: [] };
};

/** Types that an undeclared column may have, from what the first cells look like. The narrowest that all cells take is right. */
export const guessedTypes = (cells: readonly (string | null)[]): readonly CellType[] => {
  const present = cells.filter((cell) => cell !== null);
  return present.length === 0
    ? cellTypes
    : cellTypes.filter((type) => present.every((cell) => isWrittenAs(cell, type, false)));
};

export const candidatesOf = (
  column: NamedColumn,
  cells: () => readonly (string | null)[],
  file: string,
): Candidates => {
  const types = logicalTargets[column.declared?.logicalType ?? ''];
  if (column.declared !== undefined && types !== undefined) return formatted(column.declared, types, file);
  return {
    targets: guessedTypes(cells()).map((type) => ({ type, declared: false })),
    declared: false,
    notes: [],
  };
};
