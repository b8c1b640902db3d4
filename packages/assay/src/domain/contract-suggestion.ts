import { z } from 'zod';
import { contractDiffSchema } from './contract-reports.ts';
import { draftedDatasetSchema } from './init-report.ts';

/** What the data suggest for a contract that exists. */
export const contractUpdateSchema = z.strictObject({
  /** The file of the contract, which stays as it is. */
  contract: z.string(),
  /** Why each change is proposed, a line for each. */
  reasons: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  /** What the proposal changes, and whom that surprises. */
  changes: contractDiffSchema.shape.changes,
  /** The changes as a patch of the file, in the unified format; empty where there are none. */
  patch: z.string(),
});
export type ContractUpdate = z.infer<typeof contractUpdateSchema>;

/** What `assay contract suggest --json` prints. */
export const contractSuggestionSchema = z.strictObject({
  schema: z.literal('assay.contract-suggestion/v1'),
  dataset: draftedDatasetSchema,
  /** Suggestions that are rules of the contract, and those left as questions. */
  rules: z.int(),
  review: z.int(),
  /** The contract; of `--update`, the one that exists with the proposal in it. */
  text: z.string(),
  /** Where it was written. */
  written: z.string().optional(),
  update: contractUpdateSchema.optional(),
});
export type ContractSuggestion = z.infer<typeof contractSuggestionSchema>;
