import { z } from 'zod';
import { problemSchema } from './problem.ts';
import { dimensionSchema, verdictSchema } from './verdict.ts';

export const decisions = ['admit', 'warn', 'block'] as const;
export const decisionSchema = z.enum(decisions);
export type Decision = z.infer<typeof decisionSchema>;

export const subjectSchema = z.strictObject({
  kind: z.enum(['dataset', 'model']),
  name: z.string(),
  version: z.string().optional(),
  source: z.string(),
  scope: z
    .strictObject({
      where: z.string(),
      /** The same with its variables not filled in, where it has any: runs compare that are alike in it. */
      asWritten: z.string().optional(),
    })
    .optional(),
  /** Tells runs over the same data by their bytes and scope; only where a rule looks back at earlier runs of files. */
  input: z.string().optional(),
  rows: z.number().optional(),
  columns: z.number().optional(),
});

export const scoreSchema = z.number().min(0).max(1).nullable();

export const scoresSchema = z.strictObject({
  overall: scoreSchema,
  dimensions: z.partialRecord(dimensionSchema, scoreSchema),
  columns: z.record(z.string(), scoreSchema).optional(),
});
export type Scores = z.infer<typeof scoresSchema>;

export const quarantineSchema = z.strictObject({
  /** The failing rows, from the project's folder on; absent where there are none. */
  file: z.string().optional(),
  rows: z.number(),
  /** True where the cap left failing rows out. */
  capped: z.boolean(),
  /** The rows that no rule refused, where they were written. */
  admitted: z.string().optional(),
  admittedRows: z.number().optional(),
  /** SQL that makes a view of the rows that no rule refused, for tables of a database. */
  view: z.string().optional(),
});
export type Quarantine = z.infer<typeof quarantineSchema>;

export const runSchema = z.strictObject({
  schema: z.literal('assay.run/v1'),
  id: z.string(),
  startedAt: z.string(),
  seconds: z.number(),
  /** The clock that time rules were judged against, an input of the run. */
  now: z.string(),
  subject: subjectSchema,
  contract: z
    .strictObject({ id: z.string(), version: z.string(), sha256: z.string(), file: z.string().optional() })
    .optional(),
  decision: decisionSchema.nullable(),
  verdicts: z.array(verdictSchema),
  scores: scoresSchema,
  quarantine: quarantineSchema.optional(),
  problems: z.array(problemSchema),
  engine: z.strictObject({
    id: z.string(),
    version: z.string(),
    queries: z.int(),
    bytesScanned: z.number().optional(),
  }),
  environment: z.strictObject({ assay: z.string(), node: z.string(), os: z.string(), arch: z.string() }),
});
export type Run = z.infer<typeof runSchema>;

export const runsSchema = z.strictObject({ schema: z.literal('assay.runs/v1'), runs: z.array(runSchema) });
export type Runs = z.infer<typeof runsSchema>;

export const exitCodes = { ok: 0, blocked: 1, couldNotRun: 2, bug: 70, interrupted: 130 } as const;
