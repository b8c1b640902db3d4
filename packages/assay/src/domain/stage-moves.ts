import { z } from 'zod';
import { versionSchema } from './version-record.ts';

/** How a stage came to lead to another version. */
export const moveKindSchema = z.enum(['promote', 'override', 'rollback']);
export type MoveKind = z.infer<typeof moveKindSchema>;

/** One move of a stage. */
export const stageMoveSchema = z.strictObject({
  stage: z.string(),
  /** Numbers of the versions; absent where the stage led to none. */
  before: z.int().exactOptional(),
  after: z.int(),
  kind: moveKindSchema,
  at: z.iso.datetime(),
  actor: z.string(),
  reason: z.string(),
});
export type StageMove = z.infer<typeof stageMoveSchema>;

/** What became of a wish to move a stage. A stage that does not move stays where it was. */
const outcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('moved'), move: stageMoveSchema, overridden: z.array(z.string()) }),
  z.strictObject({ outcome: z.literal('stands-there') }),
  /** The actor agreed, and others must too. */
  z.strictObject({ outcome: z.literal('approved'), lacking: z.array(z.string()) }),
  z.strictObject({ outcome: z.literal('refused'), lacking: z.array(z.string()) }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What `assay promote --json` and `assay rollback --json` print. */
export const promotedSchema = z.strictObject({
  schema: z.literal('assay.promoted/v1'),
  name: z.string(),
  stage: z.string(),
  version: versionSchema,
  /** It only says what would become of the wish: nothing was moved, and the audit says nothing. */
  dryRun: z.literal(true).exactOptional(),
  result: outcomeSchema,
});
export type Promoted = z.infer<typeof promotedSchema>;
