import type { Migration } from './migration.ts';

/**
 * Runs with what lists and histories show of them; the whole run as deflated JSON beside it, so that lists stay quick; and
 * every verdict under its rule, so that the history of one rule is one range of the key.
 */
export const runs: Migration = {
  sql: ({ key, integer, real, text, bytes, table, clustered }) => `
CREATE TABLE runs (
  seq ${key},
  id ${text} NOT NULL UNIQUE,
  kind ${text} NOT NULL,
  name ${text} NOT NULL,
  source ${text} NOT NULL,
  scope ${text},
  started_at ${text} NOT NULL,
  seconds ${real} NOT NULL,
  decision ${text},
  rows ${integer},
  passed ${integer} NOT NULL,
  failed ${integer} NOT NULL,
  unknown ${integer} NOT NULL,
  not_applicable ${integer} NOT NULL,
  waived ${integer} NOT NULL,
  overall ${real},
  dimensions ${text} NOT NULL,
  contract ${text}
)${table};
CREATE INDEX runs_by_name ON runs (name, seq);
CREATE TABLE documents (
  run ${integer} PRIMARY KEY REFERENCES runs (seq) ON DELETE CASCADE,
  body ${bytes} NOT NULL
)${table};
CREATE TABLE rules (
  id ${key},
  name ${text} NOT NULL,
  rule ${text} NOT NULL,
  UNIQUE (name, rule)
)${table};
CREATE TABLE verdicts (
  rule ${integer} NOT NULL REFERENCES rules (id),
  run ${integer} NOT NULL,
  status ${text} NOT NULL,
  observed ${text},
  count ${real},
  total ${real},
  waived ${integer} NOT NULL,
  PRIMARY KEY (rule, run)
)${clustered};
`,
};
