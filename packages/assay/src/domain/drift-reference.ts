import { z } from 'zod';
import { cellSchema } from './cell.ts';
import { columnKindSchema } from './column.ts';

/** A value that a reference keeps, with how many of its rows lie below it and at it. */
export const gridValueSchema = z.strictObject({
  value: z.number(),
  below: z.int().nonnegative(),
  equal: z.int().nonnegative(),
});
export type GridValue = z.infer<typeof gridValueSchema>;

/** So many rows say as much as one that is independent of the others: 1 where all are. */
export const dependenceSchema = z.strictObject({ values: z.number().min(1), missing: z.number().min(1) });
export type Dependence = z.infer<typeof dependenceSchema>;

const sharedShape = {
  name: z.string(),
  kind: columnKindSchema,
  sqlType: z.string(),
  /** Rows with a value, and rows without one: NaN and infinities are none. */
  present: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  /** Of a series; absent where rows are taken for independent. */
  dependence: dependenceSchema.exactOptional(),
};

/** Numbers as order statistics, of which every rank is known exactly. */
const numbersSchema = z.strictObject({
  ...sharedShape,
  form: z.literal('numbers'),
  /** At the ranks of the body, ascending. */
  body: z.array(gridValueSchema),
  /** At the ranks so many rows from either end. */
  outer: z.strictObject({ rows: z.int().positive(), low: gridValueSchema, high: gridValueSchema }),
  /** Quantiles at (i + ½) / 64. */
  quantiles: z.array(z.number()),
});

const categoriesSchema = z.strictObject({
  ...sharedShape,
  form: z.literal('categories'),
  counts: z.array(z.strictObject({ value: cellSchema, count: z.int().positive() })),
});

/** A column that is judged by what is missing in it alone, and why. */
const presenceSchema = z.strictObject({ ...sharedShape, form: z.literal('presence'), why: z.string() });

export const columnReferenceSchema = z.discriminatedUnion('form', [
  numbersSchema,
  categoriesSchema,
  presenceSchema,
]);
export type ColumnReference = z.infer<typeof columnReferenceSchema>;
export type NumbersReference = z.infer<typeof numbersSchema>;
export type CategoriesReference = z.infer<typeof categoriesSchema>;

/** What drift is judged against: of each column enough to judge it, and no row. */
export const driftReferenceSchema = z.strictObject({
  schema: z.literal('assay.drift-reference/v1'),
  name: z.string(),
  source: z.string(),
  rows: z.int().nonnegative(),
  /** The order in which rows depend on those before them; absent where they are taken for independent. */
  series: z.strictObject({ order: z.string(), per: z.array(z.string()) }).exactOptional(),
  columns: z.array(columnReferenceSchema),
});
export type DriftReference = z.infer<typeof driftReferenceSchema>;
