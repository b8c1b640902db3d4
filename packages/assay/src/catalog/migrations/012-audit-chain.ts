import type { Migration } from './migration.ts';

/**
 * Each entry of the audit names the hash of the one before and has a hash of its own, so that none can be changed, moved or taken out
 * unseen; no two may follow the same one. Entries of before have none: the first with a hash follows all of them together.
 */
export const auditChain: Migration = {
  sql: ({ text }) => `
ALTER TABLE audit ADD COLUMN previous ${text};
ALTER TABLE audit ADD COLUMN hash ${text};
CREATE UNIQUE INDEX audit_by_previous ON audit (previous);
CREATE UNIQUE INDEX audit_by_hash ON audit (hash);
`,
};
