import { z } from 'zod';
import type { ColumnKind } from '../domain/column.ts';
import { temporalKinds } from '../domain/column.ts';
import { durationText, valueText } from './words.ts';

const secondsOf: Readonly<Record<string, number>> = {
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};
const written = /^(\d+(?:\.\d+)?)\s*(us|µs|ms|s|min|h|d|w)$/;

/** "5 s", "20 ms", "1.5 h": seconds. A plain number is seconds too, or units of a counter that is no time. */
export const durationParam = z.union([
  z.number().nonnegative(),
  z
    .string()
    .regex(written, 'a duration is a number and one of us, ms, s, min, h, d, w, such as "5 s"')
    .transform((text) => {
      const [, amount = '', unit = ''] = written.exec(text) ?? [];
      return Number(amount) * (secondsOf[unit] ?? 1);
    }),
]);

/** A duration that is not zero. */
export const positiveDuration = durationParam.refine((seconds) => seconds > 0, 'a duration above zero');

/** A length of time along an order column: seconds for times, plain units for counters. */
export const lengthText = (length: number, kind: ColumnKind): string =>
  temporalKinds.includes(kind) ? durationText(length) : valueText(length);
