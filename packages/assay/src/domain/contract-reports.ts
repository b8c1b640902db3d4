import { z } from 'zod';
import { problemSchema } from './problem.ts';
import { severitySchema } from './verdict.ts';

/** What is wrong with contracts, and what they leave open. */
export const contractLintSchema = z.strictObject({
  schema: z.literal('assay.contract-lint/v1'),
  problems: z.array(problemSchema),
});
export type ContractLint = z.infer<typeof contractLintSchema>;

/** What changed from one contract to the next, and whom it breaks. */
export const contractDiffSchema = z.strictObject({
  schema: z.literal('assay.contract-diff/v1'),
  changes: z.array(
    z.strictObject({
      kind: z.string(),
      /** `object`, `object.property`, with `/rule` for a rule. */
      path: z.string(),
      message: z.string(),
      effect: z.enum(['breaks readers', 'breaks writers', 'compatible']),
      severity: severitySchema,
    }),
  ),
});
export type ContractDiff = z.infer<typeof contractDiffSchema>;

/** A contract in ODCS 3.1, and what was changed for that. */
export const contractConversionSchema = z.strictObject({
  schema: z.literal('assay.contract-conversion/v1'),
  text: z.string(),
  /** One sentence each. */
  changes: z.array(z.string()),
  /** Notes on what stays as it is. */
  problems: z.array(problemSchema),
  /** Where it was written. */
  file: z.string().optional(),
});
export type ContractConversion = z.infer<typeof contractConversionSchema>;
