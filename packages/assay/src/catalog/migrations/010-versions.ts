import type { Migration } from './migration.ts';

/**
 * Versions under their numbers, with their records; what gates said of each; and aliases.
 */
export const versions: Migration = {
  sql: ({ key, integer, text, table, clustered }) => `
CREATE TABLE versions (
  seq ${key},
  name ${text} NOT NULL,
  number ${integer} NOT NULL,
  id ${text} NOT NULL,
  tree ${text} NOT NULL,
  record ${text} NOT NULL,
  UNIQUE (name, number)
)${table};
CREATE INDEX versions_by_id ON versions (id);
CREATE TABLE gated_versions (
  version ${integer} NOT NULL REFERENCES versions (seq),
  run ${text} NOT NULL,
  decision ${text} NOT NULL,
  at ${text} NOT NULL,
  contract_id ${text} NOT NULL,
  contract_version ${text} NOT NULL,
  contract_sha256 ${text} NOT NULL,
  PRIMARY KEY (version, run)
)${clustered};
CREATE TABLE aliases (
  name ${text} NOT NULL,
  alias ${text} NOT NULL,
  number ${integer} NOT NULL,
  PRIMARY KEY (name, alias),
  FOREIGN KEY (name, number) REFERENCES versions (name, number) ON UPDATE CASCADE
)${clustered};
`,
};
