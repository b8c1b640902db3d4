import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Backup, backupSchema } from '../../../domain/backup.ts';
import { refuse } from '../../../domain/problem.ts';
import { readText } from '../../../project/read-text.ts';

export const backupFile = 'assay-backup.json';

const parsed = (file: string): Backup => {
  let value: unknown;
  try {
    value = JSON.parse(readText(file, 'backup-unusable'));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  const read = backupSchema.safeParse(value);
  return read.success
    ? read.data
    : refuse(
        'backup-unusable',
        `${backupFile} is none that this Assay reads`,
        'use the newer Assay that wrote it, or another backup',
        { file },
      );
};

/** What a folder says that it is a backup of; undefined where it is empty or not there. Throws `Refusal` where it is something else. */
export const readBackup = (folder: string): Backup | undefined => {
  const file = join(folder, backupFile);
  if (existsSync(file)) return parsed(file);
  // What a backup that was ended before its end leaves is no backup yet, and may become one.
  const others = existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'objects') : [];
  return others.length === 0
    ? undefined
    : refuse('backup-unusable', `${folder} holds something else than a backup`, 'name another folder', {
        file: folder,
      });
};

/** Rows that runs put into quarantine, with their files. */
export const copyQuarantine = (from: string, to: string): void => {
  const rows = join(from, 'quarantine');
  if (existsSync(rows)) cpSync(rows, join(to, 'quarantine'), { recursive: true, preserveTimestamps: true });
};
