import { z } from 'zod';
import { versionModelSchema } from './model-signature.ts';
import { objectIdSchema } from './object-id.ts';
import { closed } from './objections.ts';
import { decisionSchema } from './run.ts';
import { versionTableSchema } from './version-table.ts';

const count = z.int().min(0);

/** Versions and aliases of one dataset or model have it before the `@`. */
export const versionNameSchema = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, 'a name has letters, digits, - . and _');

/** A place of files: a `file://` URI, or a path below the folder of the project. */
export const referenceSchema = closed({
  uri: z
    .string()
    .refine((uri) => uri.startsWith('file:///') || /^(?!\/)(?!(.*\/)?\.\.(\/|$))(?!.*:\/\/)./.test(uri)),
});

/** Whether a record can keep something under this name: zod 4 leaves `__proto__` out of what it reads. */
export const isKeptName = (name: string): boolean => name !== '' && name !== '__proto__';

/**
 * What a version is and where it comes from. It is kept as an object, and never changes; its number, its aliases and who may use it are
 * the catalog's.
 */
export const versionRecordSchema = closed({
  schema: z.literal('assay.version/v1'),
  name: versionNameSchema,
  kind: z.enum(['dataset', 'model']),
  /** A single file, or a folder. */
  form: z.enum(['file', 'folder']),
  tree: objectIdSchema,
  files: count,
  bytes: count,
  createdAt: z.iso.datetime(),
  author: z.string().min(1),
  message: z.string(),
  /** Where it was taken from, as the person wrote it. */
  source: z.string(),
  /** The SELECT that gave its rows, which read the source. */
  query: z.string().exactOptional(),
  /** Where its files lie: they are known by their hashes, and no copy is kept. */
  reference: referenceSchema.exactOptional(),
  metadata: z.record(z.string(), z.string()),
  /** Of a dataset that was read as a table; absent where it is none, or was too dear to read. */
  table: versionTableSchema.exactOptional(),
  /** Names of columns that were confidential when it was made, as the contract and the bytes call them: they stay so whatever a contract says later. */
  confidential: z.array(z.string()).exactOptional(),
  /** Of a model; absent for a dataset. */
  model: versionModelSchema.exactOptional(),
  /** The object that says what made it; absent where nothing is known of that. */
  execution: objectIdSchema.exactOptional(),
});
export type VersionRecord = z.infer<typeof versionRecordSchema>;

/** The objects that a version hangs on: what they lead to is needed as long as it is kept. */
export const versionRootSchema = closed({
  id: objectIdSchema,
  tree: objectIdSchema,
  execution: objectIdSchema.exactOptional(),
  /** Its files lie elsewhere, and are no objects. */
  refers: z.boolean().exactOptional(),
});
export type VersionRoot = z.infer<typeof versionRootSchema>;

/** What a gate said of the very bytes of a version. A version may be judged again, by the same contract or another. */
export const gatedVersionSchema = closed({
  run: z.string(),
  decision: decisionSchema,
  at: z.iso.datetime(),
  contract: closed({ id: z.string(), version: z.string(), sha256: z.string() }),
});
export type GatedVersion = z.infer<typeof gatedVersionSchema>;

/** A version under its number, with what the catalog knows of it. */
export const versionSchema = closed({
  number: z.int().min(1),
  /** Of its record. */
  id: objectIdSchema,
  record: versionRecordSchema,
  /** Aliases that lead to it, by name. */
  aliases: z.array(z.string()),
  /** The newest first. */
  gates: z.array(gatedVersionSchema),
});
export type Version = z.infer<typeof versionSchema>;
