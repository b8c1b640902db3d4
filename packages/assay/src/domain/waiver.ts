import { z } from 'zod';
import { closed } from './objections.ts';
import { statusSchema } from './verdict.ts';

const isDay = (text: string): boolean => {
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
};

const day = z
  .string('a date is needed, as 2026-11-30')
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is needed, as 2026-11-30')
  .refine(isDay, 'there is no such day');

const words = z.string().trim().min(1, 'may not be empty');

export const waiverSchema = closed({
  /** The id of the rule, as a run shows it. */
  rule: words,
  /** The last day on which the failure is accepted, in UTC. */
  until: day,
  owner: words,
  reason: words,
  createdAt: day.optional(),
});
export type Waiver = z.infer<typeof waiverSchema>;

/** A waiver that was just added to the project's file. */
export const waiverAddedSchema = z.strictObject({
  schema: z.literal('assay.waiver/v1'),
  file: z.string(),
  waiver: waiverSchema,
  /** What the rule found in its last run. */
  status: statusSchema,
});
export type WaiverAdded = z.infer<typeof waiverAddedSchema>;
