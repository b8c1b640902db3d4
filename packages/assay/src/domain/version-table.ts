import { z } from 'zod';
import { columnKindSchema } from './column.ts';
import { closed } from './objections.ts';

/** A column of a version as it was read when that was made. */
export const versionColumnSchema = closed({
  /** As the bytes call it. */
  name: z.string(),
  /** What it holds, whatever an engine calls its type. */
  kind: columnKindSchema,
  /** The engine's own name of the type. */
  type: z.string(),
});
export type VersionColumn = z.infer<typeof versionColumnSchema>;

/** The table that a version holds. */
export const versionTableSchema = closed({
  /** How it was read, as people say it: "Parquet, 214 files". */
  format: z.string(),
  rows: z.int().min(0),
  columns: z.array(versionColumnSchema),
});
export type VersionTable = z.infer<typeof versionTableSchema>;
