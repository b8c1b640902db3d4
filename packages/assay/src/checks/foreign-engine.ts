import { z } from 'zod';
import { defineCheck, rung, unknown } from './check.ts';

const checkNamedBy = (implementation: unknown): unknown =>
  typeof implementation === 'object' && implementation !== null && 'check' in implementation
    ? implementation.check
    : undefined;

/** A contract may be written for an Assay that has more checks. */
const reason = (engine: string, implementation: unknown): string =>
  engine === 'assay'
    ? `this Assay has no check ${JSON.stringify(checkNamedBy(implementation))}: assay explain lists those it has`
    : `a rule of the engine ${engine}, for which Assay has no adapter`;

export const foreignEngine = defineCheck<{ engine: string; implementation?: unknown }>({
  id: 'foreignEngine',
  summary: 'A rule written for another engine.',
  why: 'A rule that nothing here can run has not passed: it must not admit data as if it had.',
  dimension: 'conformity',
  on: 'either',
  params: z.strictObject({ engine: z.string(), implementation: z.unknown() }),
  odcs: { foreignEngine: (args) => args },
  expected: ({ engine, implementation }) =>
    engine === 'assay' ? `what ${checkNamedBy(implementation)} demands` : `what ${engine} judges`,
  rungs: ({ engine, implementation }) => [rung('facts', {}, () => unknown(reason(engine, implementation)))],
  examples: [
    {
      title: 'a rule for Soda',
      columns: { a: 'integer' },
      rows: [[1]],
      params: { engine: 'soda', implementation: 'duplicate_percent(a) < 5' },
      expect: { status: 'unknown', says: 'engine soda' },
    },
    {
      title: 'a check that this Assay does not have',
      columns: { a: 'integer' },
      rows: [[1]],
      params: { engine: 'assay', implementation: { check: 'anomaly', metric: 'rowCount' } },
      expect: { status: 'unknown', says: 'no check "anomaly"' },
    },
  ],
});
