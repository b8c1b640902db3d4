import { z } from 'zod';
import { cellSchema } from './cell.ts';
import { decisionSchema, scoreSchema, scoresSchema } from './run.ts';
import { statusSchema } from './verdict.ts';

/** A stored run as lists show it. */
export const runSummarySchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  source: z.string(),
  scope: z.string().exactOptional(),
  startedAt: z.string(),
  seconds: z.number(),
  decision: decisionSchema.nullable(),
  rows: z.number().exactOptional(),
  passed: z.int(),
  failed: z.int(),
  unknown: z.int(),
  notApplicable: z.int(),
  waived: z.int(),
  scores: z.strictObject({ overall: scoreSchema, dimensions: scoresSchema.shape.dimensions }),
  /** `id@version`. */
  contract: z.string().exactOptional(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** What one rule found in one run. */
export const pastVerdictSchema = z.strictObject({
  run: z.string(),
  startedAt: z.string(),
  decision: decisionSchema.nullable(),
  status: statusSchema,
  waived: z.boolean(),
  observed: cellSchema.exactOptional(),
  count: z.number().exactOptional(),
  total: z.number().exactOptional(),
});
export type PastVerdict = z.infer<typeof pastVerdictSchema>;

/** The past runs of a dataset or model, newest first. */
export const historySchema = z.strictObject({
  schema: z.literal('assay.history/v1'),
  name: z.string(),
  runs: z.array(runSummarySchema),
});
export type History = z.infer<typeof historySchema>;

/** What one rule found in past runs, newest first. */
export const ruleHistorySchema = z.strictObject({
  schema: z.literal('assay.rule-history/v1'),
  name: z.string(),
  rule: z.string(),
  /** The range in which the newest verdict expected what was observed; only of rules that learn one. */
  expected: z.strictObject({ low: z.number(), high: z.number() }).exactOptional(),
  verdicts: z.array(pastVerdictSchema),
});
export type RuleHistory = z.infer<typeof ruleHistorySchema>;
