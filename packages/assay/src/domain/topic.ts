import { z } from 'zod';

/** What can be explained: a check, a metric, a kind of suspicious cell, a drift test, a detector, a code, or a word of Assay's own. */
export const families = [
  'check',
  'metric',
  'suspect',
  'drift',
  'detector',
  'problem',
  'dimension',
  'status',
  'severity',
  'decision',
  'grammar',
] as const;
export const familySchema = z.enum(families);
export type Family = z.infer<typeof familySchema>;

/** A part of an explanation, without any format. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), text: z.string() }),
  z.strictObject({ kind: z.literal('paragraph'), text: z.string() }),
  z.strictObject({ kind: z.literal('facts'), rows: z.array(z.tuple([z.string(), z.string()])) }),
  z.strictObject({ kind: z.literal('table'), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  /** Rows of a dataset: every cell is a value. */
  z.strictObject({ kind: z.literal('data'), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  z.strictObject({ kind: z.literal('code'), language: z.string(), text: z.string() }),
]);
export type Block = z.infer<typeof blockSchema>;

/** One page of explanation: what `assay explain` prints and the reference shows. */
export const topicSchema = z.strictObject({
  schema: z.literal('assay.topic/v1'),
  family: familySchema,
  id: z.string(),
  summary: z.string(),
  blocks: z.array(blockSchema),
});
export type Topic = z.infer<typeof topicSchema>;

/** What there is to explain. */
export const topicsSchema = z.strictObject({
  schema: z.literal('assay.topics/v1'),
  /** With their blocks where they were asked for by an id that several have. */
  topics: z.array(topicSchema.omit({ schema: true }).partial({ blocks: true })),
});

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const facts = (rows: readonly (readonly [string, string])[]): Block => ({
  kind: 'facts',
  rows: rows.map(([label, text]) => [label, text]),
});
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head: [...head],
  rows: rows.map((row) => [...row]),
});
export const code = (language: string, text: string): Block => ({ kind: 'code', language, text });
export const data = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'data',
  head: [...head],
  rows: rows.map((row) => [...row]),
});
