import { z } from 'zod';
import { lineageSchema } from './lineage.ts';
import { stageMoveSchema } from './stage-moves.ts';
import { statuses } from './verdict.ts';
import { versionSchema } from './version-record.ts';

const count = z.int().min(0);

/** What a gate found, in numbers; no values of the data. */
export const cardRunSchema = z.strictObject({
  id: z.string(),
  rows: count.exactOptional(),
  columns: count.exactOptional(),
  /** Rules by what became of them. */
  rules: z.partialRecord(z.enum(statuses), count),
});
export type CardRun = z.infer<typeof cardRunSchema>;

/** What `assay card --json` prints: what is known of one version. What is absent is not known. */
export const cardSchema = z.strictObject({
  schema: z.literal('assay.card/v1'),
  version: versionSchema,
  /** Moves of stages that led to it, the oldest first. */
  moves: z.array(stageMoveSchema),
  /** Of the newest gate, where its run is kept. */
  run: cardRunSchema.exactOptional(),
  lineage: lineageSchema,
});
export type Card = z.infer<typeof cardSchema>;
