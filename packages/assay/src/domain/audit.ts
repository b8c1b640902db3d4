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

/** A row of the catalog that is not as the audit says. */
export const auditDifferenceSchema = z.strictObject({
  /** `grant`, `alias`, `gate` and the like. */
  what: z.string(),
  of: z.string(),
  /** What the audit says; absent where it knows of no such row. */
  told: z.string().exactOptional(),
  /** What the catalog holds; absent where there is no such row. */
  found: z.string().exactOptional(),
});
export type AuditDifference = z.infer<typeof auditDifferenceSchema>;

/** What was found where the audit was followed, and the catalog held against it. */
export const auditFindingsSchema = z.strictObject({
  anchor: auditAnchorSchema,
  broken: auditBreakSchema.exactOptional(),
  /** Rows that were held against the audit; absent where it is broken. */
  rows: z.int().min(0).exactOptional(),
  /** The first of those that are not as the audit says, and how many there are. */
  differences: z
    .strictObject({ count: z.int().min(1), first: z.array(auditDifferenceSchema) })
    .exactOptional(),
  /** Entries that say they are older than one before them, by more than clocks differ. */
  backInTime: z.strictObject({ count: z.int().min(1), first: z.int().min(0) }).exactOptional(),
});
export type AuditFindings = z.infer<typeof auditFindingsSchema>;
