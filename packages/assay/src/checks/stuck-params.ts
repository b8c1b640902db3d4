import { z } from 'zod';
import { type ConstantRun, durationOfRun, readingsOfRun } from '../metrics/in-order.ts';
import { compare, type Expr, number, or } from '../sql/expression.ts';
import type { CheckContext } from './check.ts';
import { durationParam, lengthText } from './duration.ts';
import { type Sequence, type Sequences, sequenceKeys, sequencesOf } from './sequence.ts';
import { countText } from './words.ts';

export const stuckAtParams = z
  .strictObject({
    maxRun: z.int().positive().optional(),
    maxDuration: durationParam.optional(),
    tolerance: z.number().nonnegative().optional(),
    ...sequenceKeys,
  })
  .refine(
    ({ maxRun, maxDuration }) => maxRun !== undefined || maxDuration !== undefined,
    'maxRun (readings) or maxDuration ("10 min") is needed',
  );
export type StuckAtParams = z.infer<typeof stuckAtParams>;

/** What makes a constant run, whatever its length. */
export const runOf = (
  { tolerance }: StuckAtParams,
  { subject }: CheckContext,
  { ordered }: Sequences,
): ConstantRun => ({
  ...ordered,
  column: subject.name,
  tolerance,
  whole: subject.kind === 'integer',
});

/** A reading in a run that is too long. */
export const isStuck = (stuck: StuckAtParams, context: CheckContext): Expr => {
  const sequence = sequencesOf(stuck, context);
  const run = runOf(stuck, context, sequence);
  const { maxRun, maxDuration } = stuck;
  return or(
    ...(maxRun === undefined ? [] : [compare(readingsOfRun(run), '>', number(maxRun))]),
    ...(maxDuration === undefined
      ? []
      : [compare(durationOfRun(run, sequence.order), '>', number(maxDuration))]),
  );
};

/** "60 or 10 min". */
export const limitText = ({ maxRun, maxDuration }: StuckAtParams, { order }: Sequence): string =>
  [
    ...(maxRun === undefined ? [] : [countText(maxRun)]),
    ...(maxDuration === undefined ? [] : [lengthText(maxDuration, order.kind)]),
  ].join(' or ');
