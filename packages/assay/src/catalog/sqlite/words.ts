import type { Words } from '../migrations/migration.ts';

export const words: Words = {
  key: 'INTEGER PRIMARY KEY',
  integer: 'INTEGER',
  real: 'REAL',
  text: 'TEXT',
  bytes: 'BLOB',
  table: ' STRICT',
  clustered: ' STRICT, WITHOUT ROWID',
};
