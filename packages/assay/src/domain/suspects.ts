import { z } from 'zod';
import { problemSchema } from './problem.ts';

export const suspectCellSchema = z.strictObject({
  /** Its place among the rows of the source, from 1; absent where they have no order. */
  row: z.int().optional(),
  /** The column that names each row, and its text in this one, where there is one that may be shown. */
  key: z.strictObject({ column: z.string(), value: z.string() }).optional(),
  column: z.string(),
  /** The text of the cell; null where it is missing; absent where it is the value of a confidential column. */
  value: z.string().nullable().optional(),
  /** What it more likely is. */
  suggestion: z.string().optional(),
  /** The chance that it is wrong, from 0 to 1. */
  score: z.number(),
  reasons: z.array(z.strictObject({ suspect: z.string(), chance: z.number(), reason: z.string() })),
});
export type SuspectCell = z.infer<typeof suspectCellSchema>;

/** Cells that are probably wrong, the most suspicious first. */
export const suspectsSchema = z.strictObject({
  schema: z.literal('assay.suspects/v1'),
  name: z.string(),
  source: z.string(),
  description: z.string(),
  scope: z.string().optional(),
  rows: z.number(),
  seconds: z.number(),
  /** Cells with at least this score are suspects. */
  threshold: z.number(),
  /** How many there are; of those only the first are in `cells`. */
  found: z.int(),
  cells: z.array(suspectCellSchema),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      confidential: z.boolean(),
      found: z.int(),
      /** Cells by the reason that weighs most. */
      suspects: z.record(z.string(), z.int()),
    }),
  ),
  /** What was not looked at, and why. */
  limits: z.array(z.string()),
  problems: z.array(problemSchema),
  engine: z.strictObject({ id: z.string(), version: z.string(), queries: z.int() }),
});
export type Suspects = z.infer<typeof suspectsSchema>;
