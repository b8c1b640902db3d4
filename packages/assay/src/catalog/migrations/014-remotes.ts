import type { Migration } from './migration.ts';

/**
 * What was read of the journals of remotes, and what this catalog is called in them and in `assay.lock`.
 */
export const remotes: Migration = {
  sql: ({ integer, text, clustered }) => `
CREATE TABLE remote_entries (
  remote ${text} NOT NULL,
  name ${text} NOT NULL,
  seq ${integer} NOT NULL,
  id ${text} NOT NULL,
  kind ${text} NOT NULL,
  entry ${text} NOT NULL,
  PRIMARY KEY (remote, name, seq)
)${clustered};
CREATE TABLE catalog_names (
  what ${text} NOT NULL PRIMARY KEY,
  name ${text} NOT NULL
)${clustered};
`,
};
