import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { problemSchema } from './problem.ts';
import type { Source } from './source.ts';

const fileFingerprintSchema = z.strictObject({
  path: z.string(),
  sizeBytes: z.number(),
  modifiedAt: z.string(),
});
export type FileFingerprint = z.infer<typeof fileFingerprintSchema>;

/** What is needed to find the rows again in files that have not changed since. Holds no secret and no row. */
const rereadSchema = z.strictObject({
  source: z.custom<Extract<Source, { kind: 'files' }>>(
    (given) => typeof given === 'object' && given !== null && 'kind' in given && given.kind === 'files',
  ),
  /** The object of the contract, and its columns as the contract declares them. */
  name: z.string(),
  declared: z.array(
    z.strictObject({
      name: z.string(),
      physicalName: z.string(),
      logicalType: z.string().exactOptional(),
      physicalType: z.string().exactOptional(),
      logicalTypeOptions: z.record(z.string(), z.unknown()).exactOptional(),
    }),
  ),
  /** Expressions as plain data. */
  where: z.unknown().optional(),
  predicates: z.array(
    z.strictObject({ rule: z.string(), failing: z.unknown(), onWholeTable: z.boolean().exactOptional() }),
  ),
  files: z.array(fileFingerprintSchema),
});
export type Reread = z.infer<typeof rereadSchema>;

export const releaseSchema = z.strictObject({
  at: z.string(),
  owner: z.string(),
  reason: z.string(),
  /** The rules that were accepted; rows that fail another rule too stayed. */
  rules: z.array(z.string()),
  rows: z.number(),
  file: z.string(),
});
export type Release = z.infer<typeof releaseSchema>;

/** `manifest.json` beside the quarantined rows of a run. */
export const quarantineManifestSchema = z.strictObject({
  schema: z.literal('assay.quarantine/v1'),
  run: z.string(),
  at: z.string(),
  dataset: z.string(),
  source: z.string(),
  /** Its name in the folder of the run. */
  file: z.string().regex(/^[\w.-]+$/),
  /** Rows in the file. */
  rows: z.number(),
  /** Rows that fail, of which the cap may have left some out; absent where they were not counted beyond the cap. */
  failing: z.number().exactOptional(),
  capped: z.boolean(),
  /** With each the rows of the file that fail it. */
  rules: z.array(z.strictObject({ rule: z.string(), check: z.string(), rows: z.number() })),
  /** The column of the file that names the rules each row fails, as a JSON array. */
  ruleColumn: z.string(),
  /** Columns of the file that hold the text of cells that do not cast, with the column they belong to. */
  textColumns: z.array(z.strictObject({ column: z.string(), text: z.string() })),
  /** Confidential columns: NULL in the file. */
  masked: z.array(z.string()),
  /** Failed rules whose rows could not be found, with the reason. */
  skipped: z.array(z.strictObject({ rule: z.string(), reason: z.string() })),
  reread: rereadSchema.optional(),
  released: z.array(releaseSchema),
});
export type QuarantineManifest = z.infer<typeof quarantineManifestSchema>;

/** What is in quarantine, the newest first; a manifest that cannot be read is a problem and hides no other. */
export const quarantineListSchema = z.strictObject({
  schema: z.literal('assay.quarantines/v1'),
  quarantined: z.array(quarantineManifestSchema),
  problems: z.array(problemSchema),
});
export type QuarantineList = z.infer<typeof quarantineListSchema>;

/** A release that was just made. */
export const releaseDoneSchema = z.strictObject({
  schema: z.literal('assay.release/v1'),
  run: z.string(),
  dataset: z.string(),
  ...releaseSchema.shape,
  /** Rows that fail a rule that is not accepted. */
  stay: z.number(),
});
export type ReleaseDone = z.infer<typeof releaseDoneSchema>;

/** Whether two sets of files are the same, by path, size and time of change. */
export const sameFiles = (left: readonly FileFingerprint[], right: readonly FileFingerprint[]): boolean =>
  canonicalJson(left) === canonicalJson(right);
