import type { Migration } from './migration.ts';

/** What data a run judged, so that those that looked at the same count once. */
export const runInputs: Migration = {
  sql: ({ text }) => `
ALTER TABLE runs ADD COLUMN input ${text};
`,
};
