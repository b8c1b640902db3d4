import type { Migration } from './migration.ts';

/** Finds the runs of a dataset by when they started, for pruning and for the past week. */
export const runStarts: Migration = {
  sql: () => `
CREATE INDEX runs_by_start ON runs (name, started_at);
`,
};
