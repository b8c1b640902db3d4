import { z } from 'zod';
import { cellSchema } from './cell.ts';

export const dimensions = [
  'accuracy',
  'completeness',
  'conformity',
  'consistency',
  'coverage',
  'timeliness',
  'uniqueness',
] as const;
export const dimensionSchema = z.enum(dimensions);
export type Dimension = z.infer<typeof dimensionSchema>;

export const severities = ['error', 'warn', 'info'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

export const statuses = ['pass', 'fail', 'not-applicable', 'unknown'] as const;
export const statusSchema = z.enum(statuses);
export type Status = z.infer<typeof statusSchema>;

/**
 * The proof that settled a rule: `facts` of the file, `cached` states that an earlier run measured of the unchanged file,
 * `cheap` fused aggregates, `exact` counts. The first two ask the data nothing.
 */
export const rungNames = ['facts', 'cached', 'cheap', 'exact'] as const;
export const rungNameSchema = z.enum(rungNames);
export type RungName = z.infer<typeof rungNameSchema>;

export const placeSchema = z.strictObject({
  file: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** Small facts behind a verdict, by name. Of confidential columns only counts appear. */
export const evidenceSchema = z.record(
  z.string(),
  z.union([cellSchema, z.array(z.record(z.string(), cellSchema))]),
);
export type Evidence = z.infer<typeof evidenceSchema>;

export const waivedSchema = z.strictObject({ until: z.string(), owner: z.string(), reason: z.string() });
export type Waived = z.infer<typeof waivedSchema>;

export const verdictSchema = z.strictObject({
  /** `object.property/id`; unique within a run. */
  rule: z.string(),
  /** What the contract calls the rule; reports show it in place of the check's id. */
  name: z.string().optional(),
  /** The id of the check that judged it. */
  check: z.string(),
  /** `object` or `object.property`. */
  element: z.string().optional(),
  /** The object of the contract that it judges. */
  object: z.string().optional(),
  dimension: dimensionSchema,
  severity: severitySchema,
  status: statusSchema,
  rung: rungNameSchema.optional(),
  observed: cellSchema.optional(),
  /** What the rule demands, as people read it. */
  expected: z.string().optional(),
  /** Exceptions, and what they are counted out of. */
  count: z.number().optional(),
  total: z.number().optional(),
  /** Without it, `message` says what is wrong in one line. */
  message: z.string(),
  evidence: evidenceSchema.optional(),
  /** Observed numbers of one rule compare with each other while this stays the same; only of rules that look back at them. */
  series: z.string().optional(),
  waived: waivedSchema.optional(),
  place: placeSchema.optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
