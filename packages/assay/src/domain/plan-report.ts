import { z } from 'zod';
import { rungNameSchema } from './verdict.ts';

export const plannedRuleSchema = z.strictObject({
  rule: z.string(),
  check: z.string(),
  /** Where no query is needed: the status and why. */
  settled: z.string().optional(),
  rungs: z.array(z.strictObject({ name: rungNameSchema, metrics: z.array(z.string()) })),
});
export type PlannedRule = z.infer<typeof plannedRuleSchema>;

export const plannedRoundSchema = z.strictObject({
  queries: z.array(
    z.strictObject({ sql: z.string(), metrics: z.array(z.string()), rules: z.array(z.string()) }),
  ),
});
export type PlannedRound = z.infer<typeof plannedRoundSchema>;

/** What a check would ask: each round only for the rules that the rounds before left undecided. */
export const planReportSchema = z.strictObject({
  schema: z.literal('assay.plan/v1'),
  dataset: z.string(),
  source: z.string(),
  engine: z.string(),
  fusionWidth: z.int(),
  rules: z.array(plannedRuleSchema),
  rounds: z.array(plannedRoundSchema),
});
export type PlanReport = z.infer<typeof planReportSchema>;

/** Plans of several datasets. */
export const planReportsSchema = z.strictObject({
  schema: z.literal('assay.plans/v1'),
  plans: z.array(planReportSchema),
});
export type PlanReports = z.infer<typeof planReportsSchema>;
