import type { Catalog } from '../../packages/assay/src/catalog/catalog.ts';

export const busy = 'readings';

/** What is asked of a catalog, as commands and checks ask it. */
export const questions: readonly (readonly [what: string, ask: (catalog: Catalog) => Promise<unknown>])[] = [
  ['the last 20 runs of a dataset: `runs.list`', ({ runs }) => runs.list({ name: busy, limit: 20 })],
  ['the last 20 runs of all', ({ runs }) => runs.list({ limit: 20 })],
  [
    'the last 20 blocked runs of a dataset',
    ({ runs }) => runs.list({ name: busy, decision: 'block', limit: 20 }),
  ],
  [
    'the last 20 warned runs, where there are none',
    ({ runs }) => runs.list({ name: busy, decision: 'warn', limit: 20 }),
  ],
  [
    'the last 100 admitted runs, for a check that looks back: `runs.history`',
    ({ runs }) => runs.history(busy, { admittedOnly: true }),
  ],
  [
    'the same of one day only, where there are none',
    ({ runs }) => runs.history(busy, { admittedOnly: true, scope: 'day = 0' }),
  ],
  [
    'what one rule found in the last 100 runs: `runs.ofRule`',
    ({ runs }) => runs.ofRule(busy, `${busy}.c7/stuckAt`),
  ],
  [
    'what 20 rules found in the last 50 runs, for the report: `runs.series`',
    async ({ runs }) => {
      const listed = await runs.list({ name: busy, limit: 50 });
      return runs.series(
        busy,
        listed.map(({ id }) => id),
      );
    },
  ],
  ['the names that have runs', ({ runs }) => runs.names()],
  ['the rules of a dataset', ({ runs }) => runs.rules(busy)],
  ['the rules of the last run of every dataset', ({ runs }) => runs.latestRules()],
  ['one whole run by the beginning of its id', ({ runs }) => runs.get(`${busy}-p3`)],
  [
    'pruning where nothing is beyond the limits',
    ({ runs }) => runs.prune({ name: busy, keep: 200_000, startedBefore: '2020' }),
  ],
];
