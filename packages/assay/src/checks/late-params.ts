import { z } from 'zod';
import { durationParam } from './duration.ts';
import { perParam } from './groups.ts';

export const lateParams = z
  .strictObject({
    /** How old the newest time may be, or how long after its time a row may arrive. */
    maxDelay: durationParam.optional(),
    /** The column with the time at which each row arrived. */
    arrival: z.string().optional(),
    /** HH:MM of the day after that of the newest time, on the clock of the contract's zone. */
    expectedBy: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expectedBy is HH:MM')
      .optional(),
    per: perParam,
  })
  .refine(
    ({ maxDelay, expectedBy }) => (maxDelay === undefined) !== (expectedBy === undefined),
    'one of maxDelay ("1 h") and expectedBy ("06:00")',
  )
  .refine(
    ({ arrival, maxDelay }) => arrival === undefined || maxDelay !== undefined,
    'arrival needs maxDelay',
  )
  .refine(
    ({ expectedBy, per }) => expectedBy === undefined || per === undefined,
    'expectedBy is about the whole batch: leave per out',
  );
export type LateParams = z.infer<typeof lateParams>;
