import { z } from 'zod';
import { problemSchema } from './problem.ts';

/** What `--json` prints where a command could not do its work. */
export const problemListSchema = z.strictObject({
  schema: z.literal('assay.problems/v1'),
  problems: z.array(problemSchema),
});
export type ProblemList = z.infer<typeof problemListSchema>;
