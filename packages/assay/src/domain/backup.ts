import { z } from 'zod';
import { auditAnchorSchema } from './audit.ts';
import { closed } from './objections.ts';
import { verifiedSchema } from './version-reports.ts';

const count = z.int().min(0);
/** Whether the catalog is a file that is backed up with the bytes, or on a server that has backups of its own. */
const catalog = z.enum(['file', 'server']);

/** `assay-backup.json`: what makes a folder a backup, and of what; written last. */
export const backupSchema = closed({
  schema: z.literal('assay.backup/v1'),
  /** Which catalog it is of. */
  id: z.string(),
  /** When it was begun, ISO 8601 in UTC: what was acknowledged before is in it. */
  at: z.string(),
  catalog,
  versions: count,
  audit: auditAnchorSchema,
});
export type Backup = z.infer<typeof backupSchema>;

/** What `assay backup --json` prints. */
export const backedUpSchema = z.strictObject({
  schema: z.literal('assay.backed-up/v1'),
  to: z.string(),
  catalog,
  versions: count,
  /** Objects that the backup did not have yet. */
  objects: count,
  bytes: count,
  seconds: z.number(),
});
export type BackedUp = z.infer<typeof backedUpSchema>;

/** What `assay restore --json` prints. */
export const restoredSchema = z.strictObject({
  schema: z.literal('assay.restored/v1'),
  from: z.string(),
  /** When the backup was begun. */
  at: z.string(),
  catalog,
  versions: count,
  /** Versions that there were when it was backed up: on a server some may have come after its dump. */
  versionsThen: count,
  objects: count,
  bytes: count,
  /** What versions need and the backup does not have whole. */
  damage: verifiedSchema.shape.damage,
  /** The first entry of the audit that is not as it was written. */
  broken: z.string().exactOptional(),
  seconds: z.number(),
});
export type Restored = z.infer<typeof restoredSchema>;
