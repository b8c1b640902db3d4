import { type Cell, isTagged } from '../../domain/cell.ts';
import type { ColumnKind } from '../../domain/column.ts';
import type { Expr } from '../expression.ts';

/** What an expression is; `null` is the written-out NULL, `opaque` what can only be asked whether it is NULL. */
export type Kind =
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'float'
  | 'text'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'null'
  | 'opaque';

/** An expression with its kind, and the node it was written as. */
export interface Typed {
  readonly expr: Expr;
  readonly kind: Kind;
  readonly written: Expr;
}

export const kindOfColumn = (kind: ColumnKind): Kind =>
  kind === 'list' || kind === 'struct' || kind === 'binary' || kind === 'other' ? 'opaque' : kind;

export const kindOfCell = (value: Cell): Kind => {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'float';
  if (!isTagged(value)) return 'text';
  if (value.type === 'bigint') return 'integer';
  if (value.type === 'timestamp') return value.value.endsWith('Z') ? 'timestamptz' : 'timestamp';
  return value.type;
};

/** Numbers from the narrowest to the widest. */
export const numbers: readonly Kind[] = ['integer', 'decimal', 'float'];
/** Instants from the coarsest to the finest; what has no zone is in UTC. */
export const instants: readonly Kind[] = ['date', 'timestamp', 'timestamptz'];

const phrases: Record<Kind, string> = {
  boolean: 'a condition',
  integer: 'a whole number',
  decimal: 'a decimal number',
  float: 'a number',
  text: 'a text',
  date: 'a date',
  timestamp: 'a timestamp',
  timestamptz: 'a timestamp with a zone',
  time: 'a time of day',
  null: 'null',
  opaque: 'a value only "is null" can ask about',
};

/** "temp is a number", "'5' is a text", "this is a condition". */
export const phraseOf = ({ kind, written }: Typed): string => {
  if (written.kind === 'column') return `${written.name} is ${phrases[kind]}`;
  if (written.kind === 'literal' && typeof written.value === 'string')
    return `'${written.value.length > 30 ? `${written.value.slice(0, 30)}…` : written.value}' is a text`;
  return kind === 'null' ? 'null is no value' : `this is ${phrases[kind]}`;
};
