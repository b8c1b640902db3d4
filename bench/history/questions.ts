import type { Catalog } from '../../packages/assay/src/catalog/catalog.ts';

export const busy = 'readings';

const daysAfterFirst = (days: number): string => new Date(Date.UTC(2023, 0, 1 + days)).toISOString();

/** 96 runs a day: 1,344 in the two weeks, and as many days before as a digest looks back. */
const lastWeeks = {
  earlier: daysAfterFirst(974),
  before: daysAfterFirst(1016),
  week: daysAfterFirst(1023),
  to: daysAfterFirst(1030),
};

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
  ['the last week beside the week before, for a digest: `runs.days`', ({ runs }) => runs.days(lastWeeks)],
  [
    'the same of rules that were not always in order: `runs.rulesLately`',
    ({ runs }) => runs.rulesLately(lastWeeks),
  ],
  [
    'since when 20 rules have been failing: `runs.openSince`',
    async ({ runs }) => runs.openSince((await runs.rulesLately(lastWeeks)).slice(0, 20), lastWeeks.to),
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
