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
  /** The scope with its variables not filled in, where it has any: runs compare that are alike in it. */
  scopeAsWritten: z.string().exactOptional(),
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

const changedRulesSchema = z.strictObject({
  count: z.int(),
  /** The first of them. */
  rules: z.array(z.string()),
});

/** What one run found otherwise than the run before it whose scope was written alike. */
const runChangeSchema = z.strictObject({
  run: z.string(),
  /** Rules that failed or were not judged, and were in order or not there before. */
  failing: changedRulesSchema,
  /** Rules in order that were not before. */
  mended: changedRulesSchema,
});
export type RunChange = z.infer<typeof runChangeSchema>;

/** The past runs of a dataset or model, newest first. */
export const historySchema = z.strictObject({
  schema: z.literal('assay.history/v1'),
  name: z.string(),
  runs: z.array(runSummarySchema),
  /** One entry for each of the newest 500 runs that found something otherwise, newest first. */
  changes: z.array(runChangeSchema),
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

/** The last runs of every dataset or model, those that need attention first, then by the time of the last run. */
export const historiesSchema = z.strictObject({
  schema: z.literal('assay.histories/v1'),
  /** What each run of a dataset was, newest first. */
  histories: z.array(z.strictObject({ name: z.string(), runs: z.array(runSummarySchema) })),
  /** Datasets that are not among them. */
  leftOut: z.int(),
});
export type Histories = z.infer<typeof historiesSchema>;
