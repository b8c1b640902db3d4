import { z } from 'zod';
import { executionSchema } from './execution.ts';
import { locatedSchema } from './located.ts';
import { modelDiffSchema } from './model-diff.ts';
import { objectIdSchema } from './object-id.ts';
import { rowRecallSchema } from './row-recall.ts';
import { gatedVersionSchema, versionSchema } from './version-record.ts';

const count = z.int().min(0);

/** Unique within its graph, and how far from where the question began: below 0 for what it was made from, above for what was made from it. */
const place = { id: z.string(), depth: z.int() };

const file = { path: z.string(), object: objectIdSchema, bytes: count.exactOptional() };

/** What a lineage consists of. */
export const lineageNodeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...place,
    kind: z.literal('version'),
    version: versionSchema,
    /** Those of its aliases that are stages. */
    stages: z.array(z.string()),
    /** Absent where nobody observed or stated it. */
    execution: executionSchema.exactOptional(),
  }),
  z.strictObject({ ...place, kind: z.literal('file'), ...file }),
  /** Its object is the tree that it makes. */
  z.strictObject({ ...place, kind: z.literal('folder'), ...file }),
  /** The newest decision on a version by each contract. */
  z.strictObject({ ...place, kind: z.literal('run'), gate: gatedVersionSchema }),
  /** A version that is named, and is not kept here. */
  z.strictObject({ ...place, kind: z.literal('absent'), name: z.string(), record: objectIdSchema }),
  /** A version that whoever asks may not read. */
  z.strictObject({ ...place, kind: z.literal('hidden') }),
]);
export type LineageNode = z.infer<typeof lineageNodeSchema>;

/** `to` was made from `from`; or `to` is the run of a gate that judged `from`. */
const lineageEdgeSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  kind: z.enum(['made', 'judged']),
});
export type LineageEdge = z.infer<typeof lineageEdgeSchema>;

/** What `assay lineage --json` prints: a graph without circles, the nearest nodes first. */
export const lineageSchema = z.strictObject({
  schema: z.literal('assay.lineage/v1'),
  /** What was asked of. */
  of: z.array(z.string()),
  direction: z.enum(['up', 'down', 'both']),
  nodes: z.array(lineageNodeSchema),
  edges: z.array(lineageEdgeSchema),
  /** Versions and files that were found, those asked of included. */
  reached: count,
  /** Those of them that are among the nodes: the nearest. */
  shown: count,
  /** Stages of the project, the furthest first. */
  stages: z.array(z.string()),
  /** Where the question began with the versions that hold some rows: which do. Those of which it is unknown are asked of too. */
  recall: rowRecallSchema.exactOptional(),
  /** Where the question began with a file, a folder or the hash of a file. */
  located: locatedSchema.exactOptional(),
});
export type Lineage = z.infer<typeof lineageSchema>;

/** One thing that is otherwise between two versions; absent where there is none, or nobody knows it. */
const lineageDifferenceSchema = z.strictObject({
  part: z.enum(['input', 'parameter', 'execution', 'code', 'environment', 'gate']),
  name: z.string(),
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
});
export type LineageDifference = z.infer<typeof lineageDifferenceSchema>;

const originsDiffSchema = z.strictObject({
  before: z.string(),
  after: z.string(),
  differences: z.array(lineageDifferenceSchema),
  /** Of these nobody observed or stated what made them: what seems to differ may not. */
  unknown: z.array(z.string()),
});
export type OriginsDiff = z.infer<typeof originsDiffSchema>;

/** What `assay lineage A B --json` prints. */
export const lineageDiffSchema = originsDiffSchema.extend({
  schema: z.literal('assay.lineage-diff/v1'),
  /** Of models that were looked into: inputs, outputs, operators, parameters, metrics. */
  model: modelDiffSchema.exactOptional(),
  /** What they were made from where that is another version, the nearest first: how those were made. */
  behind: z.array(originsDiffSchema),
  /** Further pairs of versions that were not compared. */
  left: count,
});
export type LineageDiff = z.infer<typeof lineageDiffSchema>;
