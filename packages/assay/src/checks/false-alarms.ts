import { z } from 'zod';

const fraction = /^\s*1\s*\/\s*(\d+)\s*$/;
const rarest = 1 / 10_000;
const commonest = 1 / 5;

/** How often a rule may fail where nothing is wrong: `1/100`, or 0.01. */
export const falseAlarmsParam = z
  .union([z.number(), z.string().regex(fraction, 'falseAlarms is a share of the runs: 1/100')])
  .default('1/100')
  .transform((written) => (typeof written === 'number' ? written : 1 / Number(fraction.exec(written)?.[1])))
  .refine((share) => share >= rarest && share <= commonest, 'falseAlarms is between 1/10000 and 1/5');

/** 0.01 → "100": one in so many. */
export const oneIn = (share: number): string => Number((1 / share).toPrecision(3)).toLocaleString('en');
