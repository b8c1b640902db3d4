import { type Problem, problem } from '../../../domain/problem.ts';
import type { DeclaredColumn } from '../../../domain/source.ts';
import type { NamedColumn } from '../../files/column-names.ts';
import { type CellType, cellTypes, isWrittenAs } from '../../files/csv/cell-syntax.ts';
import type { Target } from './casts.ts';
import { hasZone, strptimeFormats } from './date-format.ts';

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

const isTemporal = (type: string | undefined): type is 'date' | 'timestamp' | 'time' =>
  type === 'date' || type === 'timestamp' || type === 'time';

const formatted = (column: DeclaredColumn, types: readonly Target['type'][], file: string): Candidates => {
  const format = column.logicalTypeOptions?.format;
  const plain = types.map((type): Target => ({ type, declared: true }));
  if (!isTemporal(column.logicalType) || typeof format !== 'string')
    return { targets: plain, declared: true, notes: [] };
  const formats = strptimeFormats(format);
  if (formats === 'iso') return { targets: plain, declared: true, notes: [] };
  const isZoned = formats?.some(hasZone) ?? false;
  if (formats === undefined || (isZoned && column.logicalType === 'time')) {
    const note = problem(
      'source-note',
      `the date format ${format} of ${column.name} cannot be used; its cells are read as ISO 8601`,
      'use the letters y M d E H h m s S a, and X for zones that no cell leaves out',
      { file },
    );
    return { targets: plain, declared: true, notes: [note] };
  }
  const type = isZoned ? 'timestamptz' : column.logicalType;
  return { targets: [{ type, formats, declared: true }], declared: true, notes: [] };
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
