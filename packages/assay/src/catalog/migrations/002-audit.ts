/** What persons did and why; only ever appended to. `once` is set for what may be done but once. */
export const audit = `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  owner TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  once TEXT UNIQUE
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject, seq);
`;
