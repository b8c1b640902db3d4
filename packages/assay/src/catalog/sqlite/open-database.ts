import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { problem, Refusal } from '../../domain/problem.ts';
import { makeAssayFolder } from '../assay-folder.ts';
import { migrations } from '../migrations/migrations.ts';
import { explainFailure } from './failures.ts';
import { words } from './words.ts';

/** Marks an SQLite file as a catalog of Assay's: "ASSA" as a number. */
export const applicationId = 0x41535341;

const busyMillis = 30_000;

const pragma = (db: Database, name: string): number => Number(db.pragma(name, { simple: true }));

/** Two first runs at once both switch to WAL; SQLite does not wait for that lock by itself. */
const switchToWal = async (db: Database): Promise<void> => {
  for (const deadline = Date.now() + busyMillis; ; await sleep(20)) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (cause) {
      const busy = cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY');
      if (!busy || Date.now() > deadline) throw cause;
    }
  }
};

const unusable = (file: string, message: string, hint: string): never => {
  throw new Refusal([problem('catalog-unusable', message, hint, { file })]);
};

const migrate = (db: Database, file: string): void => {
  const version = pragma(db, 'user_version');
  const ours = pragma(db, 'application_id') === applicationId;
  if (!ours && (version !== 0 || db.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined)) {
    unusable(
      file,
      'the file is a database, but not a catalog of Assay',
      'move it away: the next run begins a catalog',
    );
  }
  if (version > migrations.length) {
    unusable(
      file,
      `the catalog has version ${version}, and this Assay knows versions up to ${migrations.length}`,
      'use the newer Assay that wrote it',
    );
  }
  for (const { sql } of migrations.slice(version)) db.exec(sql(words));
  db.pragma(`application_id = ${applicationId}`);
  db.pragma(`user_version = ${migrations.length}`);
};

const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

/**
 * Opens the SQLite file of a catalog, creating or migrating it: WAL, so that readers never wait for writers, and full
 * synchronisation, so that a transaction that has returned is on the disk. Throws `Refusal` for a file that is damaged,
 * locked, foreign or newer.
 */
export const openDatabase = async (file: string): Promise<Database> => {
  makeAssayFolder(dirname(file));
  const { default: Sqlite } = await import('better-sqlite3');
  let db: Database | undefined;
  try {
    db = new Sqlite(file, { timeout: busyMillis });
    await switchToWal(db);
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    if (pragma(db, 'application_id') !== applicationId || pragma(db, 'user_version') !== migrations.length) {
      db.transaction(migrate).immediate(db, file);
      syncFolder(dirname(file));
    }
    return db;
  } catch (cause) {
    db?.close();
    throw explainFailure(cause, file);
  }
};
