import { z } from 'zod';
import { columnKindSchema } from './column.ts';

/** One thing `assay init` found. */
export const suggestionSchema = z.strictObject({
  /** Absent for a rule of the table as a whole. */
  column: z.string().optional(),
  check: z.string(),
  /** A few words: "4.1 to 31". */
  shown: z.string(),
  /** Where in the contract it stands: a key of the property, one of its logicalTypeOptions, a rule of its quality list. */
  place: z.enum(['property', 'option', 'quality']),
  /** As the contract says it. */
  body: z.record(z.string(), z.unknown()),
  /** False: left as a commented question. */
  sure: z.boolean(),
  reason: z.string(),
  /** Rows it was made from, and how many of them break it. */
  rows: z.int(),
  exceptions: z.int(),
  /** Rows kept back from the draft that it was judged on; questions are not judged. */
  heldBack: z.int(),
  /** The lower end of Wilson's 95 % interval for the share of rows that keep it. */
  confidence: z.number(),
});
export type InitSuggestion = z.infer<typeof suggestionSchema>;

export const draftedDatasetSchema = z.strictObject({
  name: z.string(),
  source: z.string(),
  /** How the source was read. */
  description: z.string(),
  contract: z.string(),
  rows: z.int(),
  /** Rows the suggestions were not made from, and were judged on. */
  heldBack: z.int(),
  seconds: z.number(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      kind: columnKindSchema,
      logicalType: z.string().nullable(),
      /** In a word or two: "category", "measurement in K". */
      meaning: z.string(),
    }),
  ),
  suggestions: z.array(suggestionSchema),
  /** What the data fail whatever the contract says. */
  notes: z.array(z.string()),
});
export type DraftedDataset = z.infer<typeof draftedDatasetSchema>;

/** What `assay init --json` prints. */
export const initReportSchema = z.strictObject({
  schema: z.literal('assay.init/v1'),
  written: z.array(z.string()),
  datasets: z.array(draftedDatasetSchema),
  /** Suggestions that are rules of a contract, and those left as questions. */
  rules: z.int(),
  review: z.int(),
  /** Environment variables to set before the project can be checked. */
  variables: z.array(z.string()),
});
export type InitReport = z.infer<typeof initReportSchema>;
