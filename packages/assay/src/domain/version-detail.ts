import { z } from 'zod';
import { stageMoveSchema } from './stage-moves.ts';
import { treeEntrySchema } from './tree.ts';
import { versionSchema } from './version-record.ts';

/** What `assay log NAME@v3 --json` prints: all that is known of one version. */
export const versionDetailSchema = z.strictObject({
  schema: z.literal('assay.version-detail/v1'),
  version: versionSchema,
  /** Moves of stages that led to it, the oldest first. */
  moves: z.array(stageMoveSchema),
  /** The first of its files and links; how many there are is in the record. */
  entries: z.array(treeEntrySchema),
});
export type VersionDetail = z.infer<typeof versionDetailSchema>;
