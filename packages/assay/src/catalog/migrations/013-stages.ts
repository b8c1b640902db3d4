import type { Migration } from './migration.ts';

/**
 * The rules of stages that are in force, who was granted what, who agreed to a move, and every move that was made. A stage leads to its version
 * as an alias does.
 */
export const stages: Migration = {
  sql: ({ key, integer, text, table, clustered }) => `
CREATE TABLE stage_rules (
  stage ${text} NOT NULL PRIMARY KEY,
  rule ${text} NOT NULL
)${clustered};
CREATE TABLE grants (
  actor ${text} NOT NULL,
  role ${text} NOT NULL,
  on_names ${text} NOT NULL,
  stage ${text} NOT NULL,
  PRIMARY KEY (actor, role, on_names, stage)
)${clustered};
CREATE TABLE approvals (
  name ${text} NOT NULL,
  number ${integer} NOT NULL,
  stage ${text} NOT NULL,
  actor ${text} NOT NULL,
  at ${text} NOT NULL,
  PRIMARY KEY (name, number, stage, actor),
  FOREIGN KEY (name, number) REFERENCES versions (name, number) ON UPDATE CASCADE
)${clustered};
CREATE TABLE stage_moves (
  seq ${key},
  name ${text} NOT NULL,
  stage ${text} NOT NULL,
  before ${integer},
  after ${integer} NOT NULL,
  kind ${text} NOT NULL,
  at ${text} NOT NULL,
  actor ${text} NOT NULL,
  reason ${text} NOT NULL
)${table};
CREATE INDEX stage_moves_by_stage ON stage_moves (name, stage, seq);
`,
};
