import type { Migration } from './migration.ts';

/**
 * What a digest of the last days needs: runs of every dataset by their clock, how many rows each put into quarantine, and how much each rule
 * weighs, as its last run had it.
 */
export const digest: Migration = {
  sql: ({ integer, text }) => `
CREATE INDEX runs_by_clock ON runs ((coalesce(now, started_at)));
ALTER TABLE runs ADD COLUMN quarantined ${integer};
ALTER TABLE rules ADD COLUMN severity ${text};
`,
};
