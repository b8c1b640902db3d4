import { z } from 'zod';
import { cellSchema } from './cell.ts';
import { columnKindSchema } from './column.ts';

const count = z.int().min(0);
const both = z.strictObject({ before: count, after: count });

/** A column in one of two versions. Of a confidential one there are no values. */
const columnSideSchema = z.strictObject({
  kind: columnKindSchema,
  sqlType: z.string(),
  nulls: count,
  min: cellSchema.exactOptional(),
  max: cellSchema.exactOptional(),
  mean: z.number().nullable().exactOptional(),
});

/** How far the values of a column moved: the Jensen–Shannon distance, 0 for the same distribution and 1 for nothing in common. */
const distanceSchema = z.strictObject({
  jensenShannon: z.number().min(0).max(1),
  /**
   * Tenths of the numbers or times of the version before, the values themselves, or what texts look like: their kinds of characters and length.
   * NULL is a bin of its own. `rows`, without bins: the comparison of rows has shown that nothing differs in it.
   */
  over: z.enum(['tenths', 'values', 'looks', 'rows']),
  bins: count,
});

/** Values that one version alone has: how many, in how many rows, and the most frequent. */
const ownValuesSchema = z.strictObject({
  values: count,
  rows: count,
  some: z.array(z.strictObject({ value: cellSchema, rows: count })),
});

export const columnDiffSchema = z.strictObject({
  name: z.string(),
  what: z.enum(['same', 'added', 'removed', 'retyped']),
  confidential: z.boolean(),
  before: columnSideSchema.exactOptional(),
  after: columnSideSchema.exactOptional(),
  distance: distanceSchema.exactOptional(),
  /** Where the distance is over values: those that came and went. */
  values: z.strictObject({ added: ownValuesSchema, removed: ownValuesSchema }).exactOptional(),
  /** Of numbers: the line `slope` · before + `offset` on which the changed rows that were looked at lie, such as those to another unit. */
  shift: z.strictObject({ slope: z.number(), offset: z.number(), rows: count }).exactOptional(),
  /** Of a column that came or went: that with another name which has its values, in so many of the rows that were looked at. */
  looksLike: z.strictObject({ column: z.string(), equal: count, rows: count }).exactOptional(),
  /** Why there is no distance, for a column that both versions have. */
  undetermined: z.string().exactOptional(),
});
export type ColumnDiff = z.infer<typeof columnDiffSchema>;

/** A row that came, went or changed. Cells of confidential columns are left out. */
const rowExampleSchema = z.strictObject({
  what: z.enum(['added', 'removed', 'changed']),
  key: z.record(z.string(), cellSchema),
  /** Of a changed row: the columns that differ, with their values where they may be shown. */
  cells: z.array(
    z.strictObject({
      column: z.string(),
      before: cellSchema.exactOptional(),
      after: cellSchema.exactOptional(),
    }),
  ),
});
export type RowExample = z.infer<typeof rowExampleSchema>;

/** What differs between the rows of two versions that hold a table. */
export const tableDiffSchema = z.strictObject({
  rows: both,
  columns: z.array(columnDiffSchema),
  /** The columns that tell rows apart. Without any, rows are compared as wholes, and none is changed. */
  key: z.array(z.string()),
  /** How far apart numbers may be that are taken for equal: so much, or such a share of the larger one's size. */
  tolerance: z
    .strictObject({ kind: z.enum(['absolute', 'relative']), most: z.number().min(0) })
    .exactOptional(),
  counts: z.strictObject({ added: count, removed: count, changed: count, same: count }),
  /** Rows that were not paired, since their key is NULL in part, or several rows of a version have it. */
  unpaired: z.strictObject({
    nullKeys: both,
    repeatedKeys: z.strictObject({ keys: count, before: count, after: count }),
  }),
  /** In how many changed rows a column differs; those that differ in none are left out. */
  changedIn: z.array(z.strictObject({ column: z.string(), rows: count })),
  examples: z.array(rowExampleSchema),
});
export type Tolerance = NonNullable<z.infer<typeof tableDiffSchema>['tolerance']>;
export type TableDiff = z.infer<typeof tableDiffSchema>;
