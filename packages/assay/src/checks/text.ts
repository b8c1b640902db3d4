import { z } from 'zod';
import { defineCheck, notApplicable, rung } from './check.ts';

export const text = defineCheck({
  id: 'text',
  summary: 'A rule in words, for people.',
  why: 'A contract may say more than a machine can judge; it is listed with the rest, so that nobody takes it for checked.',
  dimension: 'conformity',
  on: 'either',
  params: z.strictObject({}),
  odcs: { text: () => ({}) },
  expected: () => 'what the contract says in words',
  rungs: () => [rung('facts', {}, () => notApplicable('a rule in words: for people to judge'))],
  examples: [
    {
      title: 'is listed, and decides nothing',
      columns: { a: 'integer' },
      rows: [[1]],
      params: {},
      expect: { status: 'not-applicable' },
    },
  ],
});
