import type { Column } from '../../domain/column.ts';
import { scalarKinds } from '../../domain/column.ts';
import { and, arithmetic, call, column, compare, type Expr, number, when } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';

/** Values of `hashRegister`. */
const buckets = 2048;
/** About every fifth row is held back. */
const heldBuckets = 410;
/** Rows the tails of columns are read from. */
const tailRows = 500_000;
/** Rows that different values are counted in. */
const sampleRows = 10_000;
export const hashedColumns = 8;
/** Below this there is too little to hold back a part. */
export const fewRows = 50;

const registerOf = ({ name }: Column): Expr =>
  call('coalesce', call('hashRegister', call('hash', column(name))), number(0));

/** A row's bucket from hashes of its first values, so that a row is always in the same part. */
const bucketOf = (columns: readonly Column[]): Expr => {
  const [first, ...others] = columns
    .filter(({ kind }) => scalarKinds.includes(kind))
    .slice(0, hashedColumns)
    .map(registerOf);
  if (first === undefined) return number(heldBuckets);
  const total = others.reduce((sum, register) => arithmetic(sum, '+', register), first);
  return arithmetic(total, '%', number(buckets));
};

/** A part of a table with the columns that are asked for: wide tables are slow to read whole. */
export type Part = (columns: readonly string[]) => Relation;

/** The parts of a table that drafting reads; none of the rows held back is in any of them. */
export interface Parts {
  readonly drafting: Part;
  readonly tails: Part;
  readonly sample: Part;
  /** All rows, with `~held`: 1 for those kept back, 0 for others. */
  readonly marked: Part;
}

/** The column of `marked` that says whether a row is kept back. */
export const heldMark = '~held';

/** Columns as they are. */
export const only = (names: readonly string[]): Readonly<Record<string, Expr>> =>
  Object.fromEntries(names.map((name) => [name, column(name)]));

export const partsOf = (table: Relation, columns: readonly Column[], rows: number): Parts => {
  const marking =
    (held: Expr): Part =>
    (names) =>
      subquery({ columns: { ...only(names), [heldMark]: held }, from: table }, 'marked');
  if (rows < fewRows)
    return {
      drafting: () => table,
      tails: () => table,
      sample: () => table,
      marked: marking(number(0)),
    };
  const bucket = bucketOf(columns);
  const upTo =
    (wanted: number, as: string): Part =>
    (names) => {
      const width = Math.max(1, Math.ceil((buckets * wanted) / rows));
      const from = compare(bucket, '>=', number(heldBuckets));
      const to = compare(bucket, '<', number(heldBuckets + width));
      const where = heldBuckets + width >= buckets ? from : and(from, to);
      return subquery({ columns: { ...only(names), '~row': number(1) }, from: table, where }, as);
    };
  return {
    drafting: upTo(rows * 2, 'drafting'),
    tails: upTo(tailRows, 'tails'),
    sample: upTo(sampleRows, 'sampled'),
    marked: marking(when(compare(bucket, '<', number(heldBuckets)), number(1), number(0))),
  };
};
