/**
 * Runs with what lists and histories show of them; the whole run as deflated JSON beside it, so that lists stay quick; and
 * every verdict under its rule, so that the history of one rule is one range of the key.
 */
export const runs = `
CREATE TABLE runs (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  scope TEXT,
  started_at TEXT NOT NULL,
  seconds REAL NOT NULL,
  decision TEXT,
  rows INTEGER,
  passed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  not_applicable INTEGER NOT NULL,
  waived INTEGER NOT NULL,
  overall REAL,
  dimensions TEXT NOT NULL,
  contract TEXT
) STRICT;
CREATE INDEX runs_by_name ON runs (name, seq);
CREATE TABLE documents (
  run INTEGER PRIMARY KEY REFERENCES runs (seq) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;
CREATE TABLE rules (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  rule TEXT NOT NULL,
  UNIQUE (name, rule)
) STRICT;
CREATE TABLE verdicts (
  rule INTEGER NOT NULL REFERENCES rules (id),
  run INTEGER NOT NULL,
  status TEXT NOT NULL,
  observed TEXT,
  count REAL,
  total REAL,
  waived INTEGER NOT NULL,
  PRIMARY KEY (rule, run)
) STRICT, WITHOUT ROWID;
`;
