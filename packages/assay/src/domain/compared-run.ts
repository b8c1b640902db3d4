import { z } from 'zod';
import { runSchema, subjectSchema } from './run.ts';
import { verdictSchema } from './verdict.ts';

const comparedVerdictSchema = verdictSchema.pick({
  rule: true,
  severity: true,
  status: true,
  expected: true,
  count: true,
  waived: true,
});
export type ComparedVerdict = z.infer<typeof comparedVerdictSchema>;

/** What another run is compared with: neither messages nor examples. */
export const comparedRunSchema = runSchema
  .pick({ id: true, startedAt: true, decision: true, contract: true, scores: true })
  .extend({
    subject: subjectSchema.pick({ name: true, rows: true }),
    verdicts: z.array(comparedVerdictSchema),
  });
export type ComparedRun = z.infer<typeof comparedRunSchema>;
