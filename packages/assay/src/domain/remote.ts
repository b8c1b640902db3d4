import { z } from 'zod';
import { auditAnchorSchema } from './audit.ts';
import { objectIdSchema } from './object-id.ts';
import { closed } from './objections.ts';
import { stageMoveSchema } from './stage-moves.ts';
import { gatedVersionSchema, versionNameSchema } from './version-record.ts';

const number = z.int().min(1);

/** `assay-remote.json`: what makes a folder a remote, and one remote another than the next. */
export const remoteSchema = closed({
  schema: z.literal('assay.remote/v1'),
  id: z.string().regex(/^[0-9a-f]{32}$/),
});
export type RemoteFile = z.infer<typeof remoteSchema>;

/** What a project tells the others of a name: that there is a version, what its gate said, who agreed to what, and what leads where. */
export const remoteFactSchema = z.discriminatedUnion('kind', [
  closed({ kind: z.literal('version'), number, id: objectIdSchema }),
  closed({ kind: z.literal('gate'), number, gate: gatedVersionSchema }),
  closed({ kind: z.literal('approval'), number, stage: z.string(), actor: z.string(), at: z.iso.datetime() }),
  closed({ kind: z.literal('move'), move: stageMoveSchema }),
  closed({ kind: z.literal('tag'), alias: z.string(), number: number.nullable() }),
]);
export type RemoteFact = z.infer<typeof remoteFactSchema>;
export type FactOf<K extends RemoteFact['kind']> = Extract<RemoteFact, { readonly kind: K }>;

/**
 * One entry of the journal of a name on a remote. Each names the hash of the one before, and its number is taken once: none can be changed,
 * moved or taken out unseen, and of two who write at once one comes second.
 */
export const remoteEntrySchema = closed({
  schema: z.literal('assay.remote-entry/v1'),
  name: versionNameSchema,
  seq: number,
  /** Of the bytes of the entry before; null for the first. */
  previous: objectIdSchema.nullable(),
  /** Who pushed it, when, and where the audit of their catalog ended. */
  by: closed({ actor: z.string(), at: z.iso.datetime(), catalog: z.string(), audit: auditAnchorSchema }),
  fact: remoteFactSchema,
});
export type RemoteEntry = z.infer<typeof remoteEntrySchema>;

/** An entry, and the hash of its bytes. */
export interface HashedEntry {
  readonly entry: RemoteEntry;
  readonly id: z.infer<typeof objectIdSchema>;
}

/** How far the journal of a name on a remote was followed, or goes. */
export interface RemoteHead {
  readonly seq: number;
  readonly id: z.infer<typeof objectIdSchema> | null;
}
