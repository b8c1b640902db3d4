import { z } from 'zod';
import { objectIdSchema } from './object-id.ts';

/** What somebody did, to what, and why. */
export const auditEntrySchema = z.strictObject({
  /** ISO 8601 in UTC. */
  at: z.string(),
  /** Such as `quarantine.release`. */
  action: z.string(),
  /** The run, dataset or version it was done to. */
  subject: z.string(),
  owner: z.string(),
  reason: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** A second entry with the same key is refused: for what may be done but once. */
  once: z.string().exactOptional(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Where the audit ends: so many entries with a hash, and the hash of the last. Kept elsewhere, it shows that a whole chain was made anew. */
export const auditAnchorSchema = z.strictObject({ entries: z.int().min(0), head: objectIdSchema.nullable() });
export type AuditAnchor = z.infer<typeof auditAnchorSchema>;

/** The first entry that is not as it was written. */
export const auditBreakSchema = z.strictObject({ entry: z.int(), what: z.string() });
export type AuditBreak = z.infer<typeof auditBreakSchema>;
