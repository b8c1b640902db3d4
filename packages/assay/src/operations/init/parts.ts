import type { Column } from '../../domain/column.ts';
import { scalarKinds } from '../../domain/column.ts';
import { and, call, column, compare, type Expr, number, text } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';

/** Values of `hashRegister`. */
const buckets = 2048;
/** About every fifth row is held back. */
const heldBuckets = 410;
/** Rows that quantiles are read from: their error is far below the margins. */
const sampleRows = 200_000;
/** Below this there is too little to hold back a part. */
export const fewRows = 50;

/** A row's bucket from a hash of its first values, so that a row is always in the same part. */
const bucketOf = (columns: readonly Column[]): Expr => {
  const hashed = columns.filter(({ kind }) => scalarKinds.includes(kind)).slice(0, 12);
  const texts = hashed.flatMap(({ name }) => [
    call('coalesce', call('toText', column(name)), text('')),
    text('|'),
  ]);
  return call('hashRegister', call('concat', ...texts, text('')));
};

/** The three parts of a table that drafting reads. */
export interface Parts {
  readonly drafting: Relation;
  /** Undefined where there are too few rows. */
  readonly heldBack: Expr | undefined;
  readonly sample: Relation;
}

export const partsOf = (table: Relation, columns: readonly Column[], rows: number): Parts => {
  const part = (where: Expr, as: string): Relation =>
    subquery({ everything: true, columns: {}, from: table, where }, as);
  if (rows < fewRows) return { drafting: table, heldBack: undefined, sample: table };
  const bucket = bucketOf(columns);
  const drafted = compare(bucket, '>=', number(heldBuckets));
  const width = Math.ceil((buckets * sampleRows) / Math.max(rows, 1));
  const sampled = and(drafted, compare(bucket, '<', number(Math.min(buckets, heldBuckets + width))));
  return {
    drafting: part(drafted, 'drafting'),
    heldBack: compare(bucket, '<', number(heldBuckets)),
    sample: part(sampled, 'sampled'),
  };
};
