import type { Migration } from './migration.ts';

/** What rules that look back at their own numbers need: which of them compare, and the clock of the run. */
export const series: Migration = {
  sql: ({ text }) => `
ALTER TABLE verdicts ADD COLUMN series ${text};
ALTER TABLE runs ADD COLUMN now ${text};
`,
};
