import { z } from 'zod';
import { decisionSchema } from './run.ts';
import { severitySchema, statusSchema } from './verdict.ts';

/** What became of a rule, what matters most first. */
export const digestKinds = [
  'newly failing',
  'flapping',
  'still failing',
  'not judged',
  'no longer judged',
  'failed meanwhile',
  'newly passing',
] as const;
export type DigestKind = (typeof digestKinds)[number];

const digestRuleSchema = z.strictObject({
  kind: z.enum(digestKinds),
  name: z.string(),
  /** Only runs of this scope; absent where they were of the whole. */
  scope: z.string().exactOptional(),
  rule: z.string(),
  severity: severitySchema.exactOptional(),
  /** Of its last verdict; absent where no run of the week judged it. */
  status: statusSchema.exactOptional(),
  /** The first of the runs that found nothing but failures and unknowns up to the last; absent where it is in order. */
  since: z.string().exactOptional(),
  /** True where it may have been so for longer: nobody looked further back. */
  orLonger: z.boolean(),
  /** Runs of the week that judged it. */
  runs: z.int(),
  failed: z.int(),
  unknown: z.int(),
  /** How often it turned from in order to not, or back. */
  changes: z.int(),
  /** Exceptions in its last run, and in the last of the week before. */
  count: z.number().exactOptional(),
  countBefore: z.number().exactOptional(),
  /** What its last run said. */
  message: z.string().exactOptional(),
  /** A letter of `status-letters.ts` a run, oldest first, or `w` where its failure was waived; the newest of the two weeks. */
  statuses: z.string(),
});
export type DigestRule = z.infer<typeof digestRuleSchema>;

const digestWaiverSchema = z.strictObject({
  rule: z.string(),
  until: z.string(),
  /** 0 on its last day, negative where it has ended. */
  daysLeft: z.int(),
  owner: z.string(),
  reason: z.string(),
  /** What the rule found last; absent where no run judged it. */
  status: statusSchema.exactOptional(),
});
export type DigestWaiver = z.infer<typeof digestWaiverSchema>;

const dayOfTrendSchema = z.strictObject({
  /** UTC. */
  day: z.string(),
  decision: decisionSchema.nullable(),
  rows: z.number().nullable(),
  score: z.number().nullable(),
});

const digestDatasetSchema = z.strictObject({
  name: z.string(),
  scope: z.string().exactOptional(),
  runs: z.int(),
  runsBefore: z.int(),
  warned: z.int(),
  blocked: z.int(),
  couldNotRun: z.int(),
  /** Rows put into quarantine; absent where nothing tells. */
  quarantined: z.number().exactOptional(),
  quarantinedBefore: z.number().exactOptional(),
  last: z.strictObject({ run: z.string(), at: z.string(), decision: decisionSchema.nullable() }),
  /** Of the last runs of the week and of the week before. */
  rows: z.number().exactOptional(),
  rowsBefore: z.number().exactOptional(),
  score: z.number().exactOptional(),
  scoreBefore: z.number().exactOptional(),
  /** What stood at the end of each day that had runs, oldest first. */
  trend: z.array(dayOfTrendSchema),
  /** Where it had runs regularly and has none since: how many days ago the last was, and how many usually lie between two. */
  silent: z.strictObject({ days: z.int(), usualDays: z.int() }).exactOptional(),
  /** Why its last run could not be done. */
  reason: z.string().exactOptional(),
});
export type DigestDataset = z.infer<typeof digestDatasetSchema>;

const totalsSchema = z.strictObject({
  datasets: z.int(),
  runs: z.int(),
  admitted: z.int(),
  warned: z.int(),
  blocked: z.int(),
  couldNotRun: z.int(),
  quarantined: z.number(),
});
export type DigestTotals = z.infer<typeof totalsSchema>;

/** What became of the datasets of a project in the last days, beside as many days before. */
export const digestSchema = z.strictObject({
  schema: z.literal('assay.digest/v1'),
  /** The end of the week. */
  now: z.string(),
  days: z.int(),
  /** The beginnings of the week and of the week before. */
  from: z.string(),
  before: z.string(),
  /** The datasets that were asked for; all where there are none. */
  names: z.array(z.string()),
  week: totalsSchema,
  weekBefore: totalsSchema,
  /** How many rules there are of each kind, with those left out. */
  kinds: z.record(z.enum(digestKinds), z.int()),
  /** Datasets whose score rose or fell by a hundredth or more. */
  scores: z.strictObject({ up: z.int(), down: z.int() }),
  /** Datasets that have been without a run for long, whose last run could not be done, or either; with those left out. */
  missing: z.strictObject({ silent: z.int(), couldNotRun: z.int(), either: z.int() }),
  /** What matters most first. */
  rules: z.array(digestRuleSchema),
  /** Those about to end, and those that have ended while their rule fails. */
  waivers: z.array(digestWaiverSchema),
  /** Waivers that stand for longer. */
  waiversStanding: z.int(),
  datasets: z.array(digestDatasetSchema),
  leftOut: z.strictObject({ rules: z.int(), datasets: z.int() }),
});
export type Digest = z.infer<typeof digestSchema>;
