import { z } from 'zod';

/** What a column holds, whatever an engine calls its type. */
export const columnKinds = [
  'boolean',
  'integer',
  'decimal',
  'float',
  'text',
  'date',
  'timestamp',
  'timestamptz',
  'time',
  'list',
  'struct',
  'binary',
  'other',
] as const;
export const columnKindSchema = z.enum(columnKinds);
export type ColumnKind = z.infer<typeof columnKindSchema>;

export const numericKinds: readonly ColumnKind[] = ['integer', 'decimal', 'float'];
export const temporalKinds: readonly ColumnKind[] = ['date', 'timestamp', 'timestamptz'];
export const scalarKinds: readonly ColumnKind[] = [
  'boolean',
  'integer',
  'decimal',
  'float',
  'text',
  'date',
  'timestamp',
  'timestamptz',
  'time',
];

export interface Column {
  /** The name rules and reports use. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** The engine's own name of the type. */
  readonly sqlType: string;
  /** The fields of an object, where the engine declares them. */
  readonly fields?: readonly Column[];
  /** What a list holds, where the engine declares it. */
  readonly items?: Column;
  /**
   * In text formats, the hidden column that holds the text of cells which do not cast to `sqlType` (and is NULL for
   * all others). Absent where the engine declares types.
   */
  readonly uncast?: string;
}
