import { z } from 'zod';
import { objectIdSchema } from './object-id.ts';

/** What a path or a hash is, and which versions hold these very bytes. */
export const locatedSchema = z.strictObject({
  /** The path or the hash, as it was given. */
  given: z.string(),
  kind: z.enum(['file', 'folder']),
  /** Of a file the hash of its bytes, of a folder that of its tree. */
  id: objectIdSchema,
  /** Versions that hold it, and where; a folder is the whole of a version. */
  heldBy: z.array(z.strictObject({ version: z.string(), path: z.string().exactOptional() })),
  /** Versions whose objects cannot be read: they may hold it. */
  unread: z.array(z.string()),
});
export type Located = z.infer<typeof locatedSchema>;
