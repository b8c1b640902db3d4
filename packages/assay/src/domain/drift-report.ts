import { z } from 'zod';
import { columnKindSchema } from './column.ts';
import { problemSchema } from './problem.ts';

/** How large a change is, whatever chance says of it. */
export const effectWords = ['negligible', 'small', 'medium', 'large'] as const;
export const effectWordSchema = z.enum(effectWords);
export type EffectWord = z.infer<typeof effectWordSchema>;

export const effectSchema = z.strictObject({
  /** What is measured, in words. */
  measure: z.string(),
  value: z.number(),
  word: effectWordSchema,
});
export type Effect = z.infer<typeof effectSchema>;

/** What was asked of a column, with its own p. */
export const driftPartSchema = z.strictObject({
  id: z.enum(['body', 'tails', 'categories', 'missing']),
  test: z.string(),
  statistic: z.number().optional(),
  p: z.number(),
});
export type DriftPart = z.infer<typeof driftPartSchema>;

export const columnDriftSchema = z.strictObject({
  column: z.string(),
  kind: columnKindSchema,
  /**
   * drifted: beyond chance, and as large as was asked. small: beyond chance, and smaller. stable: chance explains it. unknown: could not be judged.
   */
  status: z.enum(['drifted', 'small', 'stable', 'unknown']),
  /** Why its values were not compared; absent where they were. */
  why: z.string().exactOptional(),
  parts: z.array(driftPartSchema),
  /** Tests that were asked for beside those that decide. */
  tests: z
    .array(z.strictObject({ test: z.string(), statistic: z.number(), p: z.number().exactOptional() }))
    .exactOptional(),
  /** Of the column, and over all columns. */
  p: z.number().nullable(),
  corrected: z.number().nullable(),
  effect: effectSchema.nullable(),
  /** What changed, in plain words, the most telling first. */
  changes: z.array(z.string()),
  reference: z.strictObject({ present: z.int(), missing: z.int() }),
  current: z.strictObject({ present: z.int(), missing: z.int() }),
});
export type ColumnDrift = z.infer<typeof columnDriftSchema>;

export const driftReportSchema = z.strictObject({
  schema: z.literal('assay.drift/v1'),
  name: z.string(),
  source: z.string(),
  against: z.string(),
  /** True where a column drifted or the structure did. */
  drifted: z.boolean(),
  falseAlarms: z.number(),
  minEffect: effectWordSchema,
  rows: z.strictObject({ reference: z.int(), current: z.int() }),
  /** The order in which rows of the reference depend on those before them; absent where they were taken for independent. */
  series: z.strictObject({ order: z.string(), per: z.array(z.string()) }).exactOptional(),
  /** Columns by whose order rows may depend on each other, where none was said. */
  mayBeSeries: z.array(z.string()),
  /** Columns that only one side has, or that changed their kind. */
  structure: z.array(z.string()),
  /** The furthest from chance first. */
  columns: z.array(columnDriftSchema),
  seconds: z.number(),
  problems: z.array(problemSchema),
});
export type DriftReport = z.infer<typeof driftReportSchema>;
