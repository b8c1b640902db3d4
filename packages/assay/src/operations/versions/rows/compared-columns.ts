import { type Column, type ColumnKind, numericKinds, temporalKinds } from '../../../domain/column.ts';
import { findColumn } from '../../../domain/find-column.ts';
import { arithmetic, call, cast, column, type Expr, literal } from '../../../sql/expression.ts';

/** A column that both versions have, with how its values are read so that they compare. */
export interface ComparedColumn {
  readonly name: string;
  readonly before: Column;
  readonly after: Column;
  readonly isRetyped: boolean;
  readonly kind: ColumnKind;
  readonly readOn: (side: 'before' | 'after') => Expr;
}

type Read = (value: Expr, own: Column) => Expr;

const isAmong = (kinds: readonly ColumnKind[], ...columns: readonly Column[]): boolean =>
  columns.every(({ kind }) => kinds.includes(kind));

/** Digits that a column of whole numbers has at most where files declare it. */
const wholeDigits = 19;
const mostDigits = 38;

/** Digits before and after the point of what a type holds: `DECIMAL(12,2)` has 10 and 2. */
const digitsOf = ({ kind, sqlType }: Column): { readonly whole: number; readonly places: number } => {
  const [, digits, places] = /\((\d+), ?(\d+)\)$/.exec(sqlType) ?? [];
  return kind === 'decimal' && digits !== undefined && places !== undefined
    ? { whole: Number(digits) - Number(places), places: Number(places) }
    : { whole: wholeDigits, places: 0 };
};

/** Of exact numbers, as decimals of one scale; undefined where no decimal has so many digits. */
const decimalsOf = (one: Column, other: Column): Read | undefined => {
  const [a, b] = [digitsOf(one), digitsOf(other)];
  const places = Math.max(a.places, b.places);
  if (Math.max(a.whole, b.whole) + places >= mostDigits) return undefined;
  const zero = literal({ type: 'decimal', value: `0.${'0'.repeat(places)}` });
  return (value, own) =>
    call('exactDecimal', digitsOf(own).places < places ? arithmetic(value, '+', zero) : value);
};

/** Of two types one that holds both, times being read to the microsecond: whole numbers, decimals, doubles, moments in UTC, else their texts. */
const commonOf = (one: Column, other: Column): { readonly kind: ColumnKind; readonly read: Read } => {
  if (one.sqlType === other.sqlType) return { kind: one.kind, read: (value) => value };
  if (isAmong(['integer'], one, other))
    return { kind: 'integer', read: (value) => call('exactInteger', value) };
  const decimals = isAmong(['integer', 'decimal'], one, other) ? decimalsOf(one, other) : undefined;
  if (decimals !== undefined) return { kind: 'decimal', read: decimals };
  if (isAmong(numericKinds, one, other)) return { kind: 'float', read: (value) => call('toDouble', value) };
  if (isAmong(temporalKinds, one, other))
    return { kind: 'timestamp', read: (value) => cast(value, 'timestamp') };
  return { kind: 'text', read: (value) => call('toText', value) };
};

/** The text that a cell has in the file, where it does not cast, and that of its value where it does. */
const asText = ({ uncast }: Column, value: Expr): Expr =>
  uncast === undefined ? call('toText', value) : call('coalesce', column(uncast), call('toText', value));

/** Two columns that are compared, whatever they are called. */
export const comparedOf = (before: Column, after: Column, isLossy: boolean): ComparedColumn => {
  const { kind, read } = commonOf(before, after);
  return {
    name: after.name,
    before,
    after,
    kind: isLossy ? 'text' : kind,
    isRetyped: before.sqlType !== after.sqlType,
    readOn: (side) => {
      const own = side === 'before' ? before : after;
      const value = read(column(own.name), own);
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
