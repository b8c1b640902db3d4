import { z } from 'zod';
import { auditEntrySchema, auditFindingsSchema } from './audit.ts';
import { modelDiffSchema } from './model-diff.ts';
import { objectIdSchema } from './object-id.ts';
import { explainedSchema, grantSchema } from './roles.ts';
import { runSchema } from './run.ts';
import { tableDiffSchema } from './table-diff.ts';
import { treeEntrySchema } from './tree.ts';
import { versionSchema } from './version-record.ts';

const count = z.int().min(0);
const seconds = z.number();

/** Paths that came, went, and hold something else than before. */
const pathCounts = { added: count, removed: count, changed: count };
export type PathCounts = { readonly [K in keyof typeof pathCounts]: number };

/** What `assay add --json` prints. */
export const addedSchema = z.strictObject({
  schema: z.literal('assay.added/v1'),
  /** False where the newest version of the name has the same bytes already. */
  isNew: z.boolean(),
  name: z.string(),
  version: versionSchema,
  /** Against the version before; absent for the first. */
  since: z.strictObject({ ...pathCounts, number: z.int() }).exactOptional(),
  /** Absent where nothing was judged. */
  run: runSchema.exactOptional(),
  /** Aliases that lead to a version now which was there already. */
  tagged: z.array(z.string()).exactOptional(),
  /** What was said and not kept, since the version was there already. */
  notKept: z.strictObject({ message: z.string() }).exactOptional(),
  seconds,
});
export type Added = z.infer<typeof addedSchema>;

/** What `assay log --json` prints: the newest first. */
export const versionLogSchema = z.strictObject({
  schema: z.literal('assay.log/v1'),
  versions: z.array(versionSchema),
});
export type VersionLog = z.infer<typeof versionLogSchema>;

/** What `assay checkout --json` prints. */
export const checkedOutSchema = z.strictObject({
  schema: z.literal('assay.checkout/v1'),
  version: versionSchema,
  to: z.string(),
  /** Where rows were written in place of the files of the version. */
  rows: z
    .strictObject({
      count,
      of: count,
      where: z.string().exactOptional(),
      /** Columns in which pseudonyms stand for values. */
      masked: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
  files: count,
  bytes: count,
  seconds,
});
export type CheckedOut = z.infer<typeof checkedOutSchema>;

/** What `assay gc --json` prints. */
export const tidiedSchema = z.strictObject({
  schema: z.literal('assay.tidied/v1'),
  /** Where it was a remote. */
  remote: z.string().exactOptional(),
  dryRun: z.boolean(),
  /** Objects that are gone, or would be. */
  objects: count,
  bytes: count,
  /** Objects of a remote that are set aside, and go a day later. */
  aside: z.strictObject({ objects: count, bytes: count }).exactOptional(),
  /** Objects that versions need. */
  kept: count,
  seconds,
});
export type Tidied = z.infer<typeof tidiedSchema>;

/** An object that is not what a version needs. */
const damageSchema = z.strictObject({
  version: z.string(),
  /** Where it lies in the version; absent for what the version itself is made of. */
  path: z.string().exactOptional(),
  object: objectIdSchema,
  /** `changed` is what a version only refers to. */
  what: z.enum(['missing', 'damaged', 'changed']),
});
export type Damage = z.infer<typeof damageSchema>;

/** What `assay verify --json` prints. */
export const verifiedSchema = z.strictObject({
  schema: z.literal('assay.verified/v1'),
  versions: count,
  objects: count,
  bytes: count,
  /** Every object was hashed anew; else its size was looked at. */
  deep: z.boolean(),
  damage: z.array(damageSchema),
  /** Objects that were brought anew from the remote; absent where that was not asked for. */
  repaired: count.exactOptional(),
  seconds,
});
export type Verified = z.infer<typeof verifiedSchema>;

/** What `assay tag --json` prints. */
export const taggedSchema = z.strictObject({
  schema: z.literal('assay.tagged/v1'),
  alias: z.string(),
  /** Versions that it leads to now and led to before; absent where to none. */
  after: z.string().exactOptional(),
  before: z.string().exactOptional(),
});
export type Tagged = z.infer<typeof taggedSchema>;

/** What became of a path between two versions. */
const pathChangeSchema = z.strictObject({
  path: z.string(),
  what: z.enum(['added', 'removed', 'changed']),
  before: treeEntrySchema.exactOptional(),
  after: treeEntrySchema.exactOptional(),
});

/** What `assay diff --json` prints. */
export const versionDiffSchema = z.strictObject({
  schema: z.literal('assay.diff/v1'),
  before: z.string(),
  after: z.string(),
  counts: z.strictObject(pathCounts),
  /** Of all paths, those that are shown; the others are counted. */
  paths: z.array(pathChangeSchema),
  /** Where both are models. */
  model: modelDiffSchema.exactOptional(),
  /** Where rows were compared. */
  table: tableDiffSchema.exactOptional(),
  /** Why they were not, where that was asked for. */
  notCompared: z.string().exactOptional(),
  seconds,
});
export type VersionDiff = z.infer<typeof versionDiffSchema>;

/** What `assay audit --json` prints, the oldest first. */
export const auditReportSchema = z.strictObject({
  schema: z.literal('assay.audit/v1'),
  entries: z.array(auditEntrySchema),
});
export type AuditReport = z.infer<typeof auditReportSchema>;

/** What `assay audit verify --json` prints. */
export const auditVerifiedSchema = z.strictObject({
  schema: z.literal('assay.audit-verified/v1'),
  ...auditFindingsSchema.shape,
  /** The entry up to which an anchor that is kept elsewhere says what it must be; absent where there is none of this catalog. */
  anchoredAt: count.exactOptional(),
  /** Whether it was held against what the remote of the project knows; absent where another anchor was given, or it is broken before. */
  remote: z.enum(['none', 'away', 'followed']).exactOptional(),
  /** The entry up to which the remote says what it must be. */
  toldAt: count.exactOptional(),
});
export type AuditVerified = z.infer<typeof auditVerifiedSchema>;

/** What `assay grant --json` prints: by actor. */
export const grantsSchema = z.strictObject({
  schema: z.literal('assay.grants/v1'),
  grants: z.array(grantSchema),
});
export type Grants = z.infer<typeof grantsSchema>;

/** What `assay grant --explain --json` prints. */
export const grantsExplainedSchema = z.strictObject({
  schema: z.literal('assay.grants-explained/v1'),
  actor: z.string(),
  /** What says that they act: `ASSAY_ACTOR`, Git or the machine; absent where they were named. */
  from: z.string().exactOptional(),
  /** The dataset or model; all without it. */
  on: z.string().exactOptional(),
  stage: z.string().exactOptional(),
  answers: z.array(explainedSchema),
  /** Who can give roles. */
  admins: z.array(z.string()),
});
export type GrantsExplained = z.infer<typeof grantsExplainedSchema>;
