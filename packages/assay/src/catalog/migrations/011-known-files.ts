import type { Migration } from './migration.ts';

/** What this machine read of files, by the folder they lie below, so that nothing is read twice. */
export const knownFiles: Migration = {
  sql: ({ text, clustered }) => `
CREATE TABLE known_files (
  root ${text} NOT NULL,
  path ${text} NOT NULL,
  stamp ${text} NOT NULL,
  id ${text} NOT NULL,
  PRIMARY KEY (root, path)
)${clustered};
`,
  local: true,
};
