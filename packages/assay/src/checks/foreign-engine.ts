import { z } from 'zod';
import { defineCheck, rung, unknown } from './check.ts';

export const foreignEngine = defineCheck<{ engine: string; implementation?: unknown }>({
  id: 'foreignEngine',
  summary: 'A rule written for another engine.',
  why: 'A rule that nothing here can run has not passed: it must not admit data as if it had.',
  dimension: 'conformity',
  on: 'either',
  params: z.strictObject({ engine: z.string(), implementation: z.unknown() }),
  odcs: { foreignEngine: (args) => args },
  expected: ({ engine }) => `what ${engine} judges`,
  rungs: ({ engine }) => [
    rung('facts', {}, () => unknown(`a rule of the engine ${engine}, for which Assay has no adapter`)),
  ],
  examples: [
    {
      title: 'a rule for Soda',
      columns: { a: 'integer' },
      rows: [[1]],
      params: { engine: 'soda', implementation: 'duplicate_percent(a) < 5' },
      expect: { status: 'unknown', says: 'engine soda' },
    },
  ],
});
