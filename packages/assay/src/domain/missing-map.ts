import { z } from 'zod';
import { cellSchema } from './cell.ts';

/** Where in the rows values are missing: the rows cut into parts, and for each column how many it misses in each part. */
export const missingPartsSchema = z.strictObject({
  /** The column of time that cuts the rows into parts of equal length; without it the parts have equally many rows, as the source holds them. */
  by: z.strictObject({ column: z.string(), from: cellSchema, to: cellSchema }).exactOptional(),
  /** Rows of each part. */
  rows: z.array(z.int()),
  /** Columns with missing values, those first that miss most in their worst part. */
  columns: z.array(z.strictObject({ name: z.string(), missing: z.array(z.int()) })),
  /** Columns with missing values that are not among `columns`. */
  leftOut: z.int(),
  /** Columns that miss their values in exactly the same rows. */
  together: z.array(z.array(z.string()).min(2)),
});
export type MissingParts = z.infer<typeof missingPartsSchema>;

/** What is known of where values are missing. */
export const missingMapSchema = z.union([
  missingPartsSchema,
  z.strictObject({
    /** Why it is not known. */
    unknown: z.string(),
  }),
]);
export type MissingMap = z.infer<typeof missingMapSchema>;
