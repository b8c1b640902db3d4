import type { Migration } from './migration.ts';

/**
 * Metric states, so that an unchanged file is not measured twice: under a ground, a hash of all that states of one reading of
 * a source have in common, by a hash of what was asked. `used` is the day since 1970 on which the ground was last asked for;
 * `digest` tells a damaged row.
 */
export const states: Migration = {
  sql: ({ integer, text, table }) => `
CREATE TABLE states (
  ground ${text} NOT NULL,
  key ${text} NOT NULL,
  state ${text} NOT NULL,
  digest ${text} NOT NULL,
  bytes ${integer} NOT NULL,
  used ${integer} NOT NULL,
  PRIMARY KEY (ground, key)
)${table};
CREATE INDEX states_by_use ON states (used, bytes);
`,
  local: true,
};
