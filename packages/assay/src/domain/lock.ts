import { z } from 'zod';
import { auditAnchorSchema } from './audit.ts';
import { objectIdSchema } from './object-id.ts';
import { closed } from './objections.ts';
import { versionNameSchema } from './version-record.ts';

/** One version of a name, by its number and by what it is. */
export const pinSchema = closed({ version: z.int().min(1), id: objectIdSchema });
export type Pin = z.infer<typeof pinSchema>;

/** `assay.lock`, which is in Git: which versions a project uses, and where the audit of each catalog that wrote it ended. */
export const lockSchema = closed({
  version: z.literal(1),
  versions: z.record(versionNameSchema, pinSchema),
  /** By the id of the catalog: every clone without a server has one of its own. */
  audit: z.record(z.string(), auditAnchorSchema).default({}),
});
export type Lock = z.infer<typeof lockSchema>;
