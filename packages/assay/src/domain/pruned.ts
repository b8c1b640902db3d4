import { z } from 'zod';

/** Which past runs were removed. */
export const prunedSchema = z.strictObject({
  schema: z.literal('assay.pruned/v1'),
  /** The newest so many runs of each name stay. */
  keep: z.int().exactOptional(),
  /** What started before this time goes. */
  startedBefore: z.string().exactOptional(),
  removed: z.int(),
  /** Those that lost runs. */
  names: z.array(z.strictObject({ name: z.string(), removed: z.int() })),
});
export type PrunedReport = z.infer<typeof prunedSchema>;
