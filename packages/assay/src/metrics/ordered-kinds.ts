import type { ColumnKind } from '../domain/column.ts';

/** Kinds whose values have an order both engines agree on. Text is left out: collations differ. */
export const orderedKinds: readonly ColumnKind[] = [
  'integer',
  'decimal',
  'float',
  'date',
  'timestamp',
  'timestamptz',
  'time',
];
