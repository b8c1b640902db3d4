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

/** The text that a cell has in the file, where it does not cast, and that of its value where it does. */
const asText = ({ uncast }: Column, value: Expr): Expr =>
  uncast === undefined ? call('toText', value) : call('coalesce', column(uncast), call('toText', value));

const comparedOf = (before: Column, after: Column, isLossy: boolean): ComparedColumn => {
  const { kind, read } = commonOf(before, after);
  return {
    name: after.name,
    before,
    after,
    kind: isLossy ? 'text' : kind,
    isRetyped: before.sqlType !== after.sqlType,
    readOn: (side) => {
      const own = side === 'before' ? before : after;
      const value = read(column(own.name));
      return isLossy ? asText(own, value) : value;
    },
  };
};

/**
 * The columns that both have, in the order of the later version. Those of which a version holds cells that do not cast, which are NULL to
 * queries, are compared by their texts.
 */
export const comparedColumns = (
  before: readonly Column[],
  after: readonly Column[],
  isLossy: (column: Column) => boolean,
): readonly ComparedColumn[] =>
  after.flatMap((column) => {
    const found = findColumn(before, column.name);
    return found === undefined ? [] : [comparedOf(found, column, isLossy(found) || isLossy(column))];
  });
