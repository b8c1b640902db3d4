import { z } from 'zod';
import { executionSchema } from './execution.ts';
import { objectIdSchema } from './object-id.ts';
import { addedSchema } from './version-reports.ts';

/** What `assay execute --json` prints: what was seen, and the versions that it made. */
export const executedSchema = z.strictObject({
  schema: z.literal('assay.executed/v1'),
  /** Absent where everything it made is as it was before. */
  id: objectIdSchema.exactOptional(),
  execution: executionSchema,
  added: z.array(addedSchema),
});
export type Executed = z.infer<typeof executedSchema>;
