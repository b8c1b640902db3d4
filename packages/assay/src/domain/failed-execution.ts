import { z } from 'zod';
import { executionSchema } from './execution.ts';

/** What the audit keeps of a command that was executed and made no version, or not all. */
export const failureDetailSchema = z.strictObject({
  /** What it was to make: names of versions. */
  outputs: z.array(z.string()),
  /** Those that it made nevertheless: `wear@v3`. */
  made: z.array(z.string()),
  execution: executionSchema,
});

export const failedExecutionSchema = failureDetailSchema.extend({
  at: z.string(),
  by: z.string(),
  /** What went wrong. */
  reason: z.string(),
});
export type FailedExecution = z.infer<typeof failedExecutionSchema>;

/** What `assay lineage --failed --json` prints: who tried to make something, when and how, and why nothing came of it; the newest first. */
export const failedExecutionsSchema = z.strictObject({
  schema: z.literal('assay.failed-executions/v1'),
  /** What was asked of; absent for all. */
  of: z.string().exactOptional(),
  executions: z.array(failedExecutionSchema),
});
export type FailedExecutions = z.infer<typeof failedExecutionsSchema>;

/** Under which the audit keeps them. */
export const failedAction = 'execution.fail';
