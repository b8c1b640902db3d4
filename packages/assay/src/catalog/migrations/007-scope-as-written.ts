import type { Migration } from './migration.ts';

/** The scope of a run with its variables not filled in, where that is another text than with them: one text for every day. */
export const scopeAsWritten: Migration = {
  sql: ({ text }) => `
ALTER TABLE runs ADD COLUMN scope_as_written ${text};
`,
};
