/**
 * Metric states, so that an unchanged file is not measured twice: under a ground, a hash of all that states of one reading of
 * a source have in common, by a hash of what was asked. `used` is the day since 1970 on which the ground was last asked for;
 * `digest` tells a damaged row.
 */
export const states = `
CREATE TABLE states (
  ground TEXT NOT NULL,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (ground, key)
) STRICT;
CREATE INDEX states_by_use ON states (used, bytes);
`;
