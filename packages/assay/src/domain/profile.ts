import { z } from 'zod';
import { columnKindSchema } from './column.ts';
import { missingMapSchema } from './missing-map.ts';
import { problemSchema } from './problem.ts';

/** One column of a profile. Of a confidential column the metrics that show values are left out. */
export const columnProfileSchema = z.strictObject({
  name: z.string(),
  kind: columnKindSchema,
  sqlType: z.string(),
  confidential: z.boolean(),
  /** Values of metrics by id, those that are large as a summary; whole they are in `states`. */
  metrics: z.record(z.string(), z.unknown()),
  /** Cells that do not cast to the column's type, in text formats. */
  uncast: z.number().optional(),
  /** Metrics that could not be measured, with the reason. */
  failed: z.record(z.string(), z.string()).optional(),
});
export type ColumnProfile = z.infer<typeof columnProfileSchema>;

export const profileSchema = z.strictObject({
  schema: z.literal('assay.profile/v1'),
  name: z.string(),
  source: z.string(),
  description: z.string(),
  rows: z.number(),
  seconds: z.number(),
  columns: z.array(columnProfileSchema),
  /** Where in the rows values are missing; absent where none are. */
  missing: missingMapSchema.exactOptional(),
  /** Metric states as stored: what merges and compares with other profiles. */
  states: z.array(
    z.strictObject({ metric: z.string(), version: z.int(), params: z.unknown(), state: z.unknown() }),
  ),
  problems: z.array(problemSchema),
  engine: z.strictObject({ id: z.string(), version: z.string(), queries: z.int() }),
});
export type Profile = z.infer<typeof profileSchema>;
