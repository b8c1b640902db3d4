import type { Migration } from './migration.ts';

/**
 * What made each version: the execution that its record names, and what it was made from, so that it can be followed both ways. Both are in the
 * objects too, and can be learned from there again.
 */
export const lineage: Migration = {
  sql: ({ integer, text, clustered }) => `
ALTER TABLE versions ADD COLUMN execution ${text};
CREATE INDEX versions_by_execution ON versions (execution) WHERE execution IS NOT NULL;
CREATE TABLE executions (
  id ${text} NOT NULL PRIMARY KEY,
  record ${text} NOT NULL
)${clustered};
CREATE TABLE made_from (
  version ${integer} NOT NULL REFERENCES versions (seq),
  kind ${text} NOT NULL,
  input ${text} NOT NULL,
  name ${text} NOT NULL,
  bytes ${integer},
  PRIMARY KEY (version, kind, input, name)
)${clustered};
CREATE INDEX made_from_by_input ON made_from (input, version);
`,
};
