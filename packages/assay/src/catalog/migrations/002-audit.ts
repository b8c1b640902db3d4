import type { Migration } from './migration.ts';

/** What persons did and why; only ever appended to. `once` is set for what may be done but once. */
export const audit: Migration = {
  sql: ({ key, text, table }) => `
CREATE TABLE audit (
  seq ${key},
  at ${text} NOT NULL,
  action ${text} NOT NULL,
  subject ${text} NOT NULL,
  owner ${text} NOT NULL,
  reason ${text} NOT NULL,
  detail ${text} NOT NULL,
  once ${text} UNIQUE
)${table};
CREATE INDEX audit_by_subject ON audit (subject, seq);
`,
};
