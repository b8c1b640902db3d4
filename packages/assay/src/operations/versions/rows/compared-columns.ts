import { type Column, type ColumnKind, numericKinds } from '../../../domain/column.ts';
import { findColumn } from '../../../domain/find-column.ts';
import { call, column, type Expr } from '../../../sql/expression.ts';

/** A column that both versions have, with how its values are read so that they compare. */
export interface ComparedColumn {
  readonly name: string;
  readonly before: Column;
  readonly after: Column;
  readonly isRetyped: boolean;
  readonly kind: ColumnKind;
  readonly readOn: (side: 'before' | 'after') => Expr;
}

/** Of two types one that holds both: whole numbers, doubles, else their texts. */
const commonOf = (one: Column, other: Column): { kind: ColumnKind; read: (value: Expr) => Expr } => {
  if (one.sqlType === other.sqlType) return { kind: one.kind, read: (value) => value };
  const kinds = [one.kind, other.kind];
  if (kinds.every((kind) => kind === 'integer'))
    return { kind: 'integer', read: (value) => call('exactInteger', value) };
  if (kinds.every((kind) => numericKinds.includes(kind)))
    return { kind: 'float', read: (value) => call('toDouble', value) };
  return { kind: 'text', read: (value) => call('toText', value) };
};

const comparedOf = (before: Column, after: Column): ComparedColumn => {
  const { kind, read } = commonOf(before, after);
  return {
    name: after.name,
    before,
    after,
    kind,
    isRetyped: before.sqlType !== after.sqlType,
    readOn: (side) => read(column((side === 'before' ? before : after).name)),
  };
};

/** The columns that both have, in the order of the later version. */
export const comparedColumns = (
  before: readonly Column[],
  after: readonly Column[],
): readonly ComparedColumn[] =>
  after.flatMap((column) => {
    const found = findColumn(before, column.name);
    return found === undefined ? [] : [comparedOf(found, column)];
  });
