import { z } from 'zod';
import { comparedRunSchema } from './compared-run.ts';
import { digestSchema } from './digest.ts';
import { runSummarySchema } from './history.ts';
import { profileSchema } from './profile.ts';
import { runSchema } from './run.ts';

/** What one rule found, run by run, in the order of the runs beside it. */
const ruleSeriesSchema = z.strictObject({
  /** For each run a letter of `status-letters.ts`. */
  statuses: z.string(),
  /** What was observed, where it is a number; left out where the page would grow too large. */
  observed: z.array(z.number().nullable()).exactOptional(),
});
export type RuleSeries = z.infer<typeof ruleSeriesSchema>;

const pageHistorySchema = z.strictObject({
  /** Oldest first; the last one may be the run of the page. */
  runs: z.array(runSummarySchema),
  /** By rule id. */
  rules: z.record(z.string(), ruleSeriesSchema),
});
export type PageHistory = z.infer<typeof pageHistorySchema>;

const checkNoteSchema = z.strictObject({ summary: z.string(), why: z.string() });

/** A profile without the states, which only programs read. */
const shownProfileSchema = profileSchema.omit({ states: true }).extend({
  /** Columns of the dataset that are not among `columns`, to keep the page small. */
  columnsLeftOut: z.int().exactOptional(),
});
export type ShownProfile = z.infer<typeof shownProfileSchema>;

/** What a page tells of one dataset: a run, a profile, or both; with an earlier one beside it, their difference. */
const reportPageSchema = z.strictObject({
  name: z.string(),
  run: runSchema.exactOptional(),
  /** What was decided and why, in a sentence that counts all verdicts, whether the page holds them or not. */
  decided: z.string().exactOptional(),
  /** Indexes of the run's verdicts that failed or were not judged, what matters most first. */
  findings: z.array(z.int()),
  earlierRun: comparedRunSchema.exactOptional(),
  history: pageHistorySchema.exactOptional(),
  profile: shownProfileSchema.exactOptional(),
  /** Only what stands beside the present one. */
  earlierProfile: shownProfileSchema.exactOptional(),
  /** What was left out to keep the page small, in words. */
  leftOut: z.array(z.string()),
});
export type ReportPage = z.infer<typeof reportPageSchema>;

/** Everything an HTML report shows. */
export const reportDataSchema = z.strictObject({
  schema: z.literal('assay.report/v1'),
  madeAt: z.string(),
  assay: z.string(),
  /** What checks are about, by id. */
  checks: z.record(z.string(), checkNoteSchema),
  pages: z.array(reportPageSchema),
  /** What became of the datasets in the last days; a report has either this or pages. */
  digest: digestSchema.exactOptional(),
});
export type ReportData = z.infer<typeof reportDataSchema>;
