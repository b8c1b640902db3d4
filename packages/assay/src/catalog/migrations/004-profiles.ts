import type { Migration } from './migration.ts';

/** Profiles beside the runs they were measured with; they go when their run goes. */
export const profiles: Migration = {
  sql: ({ integer, bytes, table }) => `
CREATE TABLE profiles (
  run ${integer} PRIMARY KEY REFERENCES runs (seq) ON DELETE CASCADE,
  body ${bytes} NOT NULL
)${table};
`,
};
