import type { Migration } from './migration.ts';

/** Whether a version only refers to its files: no objects of theirs are needed. */
export const references: Migration = {
  sql: ({ integer }) => `
ALTER TABLE versions ADD COLUMN refers ${integer} NOT NULL DEFAULT 0;
`,
};
