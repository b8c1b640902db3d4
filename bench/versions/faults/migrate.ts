import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openCatalog } from '../../../packages/assay/src/catalog/catalog.ts';
import { migrations } from '../../../packages/assay/src/catalog/migrations/migrations.ts';
import { applicationId } from '../../../packages/assay/src/catalog/sqlite/open-database.ts';
import { words } from '../../../packages/assay/src/catalog/sqlite/words.ts';
import { beginProject, type Kind } from './kind.ts';

/** A catalog as an early version left it, with a thing in it to lose. */
const writeOldCatalog = (file: string): void => {
  const db = new DatabaseSync(file);
  for (const { sql } of migrations.slice(0, 2)) db.exec(sql(words));
  db.prepare('INSERT INTO audit (at, action, subject, owner, reason, detail) VALUES (?, ?, ?, ?, ?, ?)').run(
    '2026-01-01T00:00:00.000Z',
    'waive',
    'r',
    'a',
    '',
    '{}',
  );
  db.exec(`PRAGMA application_id = ${applicationId}`);
  db.exec('PRAGMA user_version = 2');
  db.close();
};

const folderOf = (home: string, number: number): string => join(home, `m${number}`);
const most = 1000;

/** Many catalogs are migrated one after the other: the first that none was acknowledged of is the one that was being migrated. */
export const migrate: Kind = {
  begin: async (home) => {
    beginProject(home);
    writeOldCatalog(join(home, 'old.db'));
  },
  act: async (home) => {
    let number = 0;
    while (existsSync(folderOf(home, number))) number += 1;
    const folder = folderOf(home, number);
    mkdirSync(join(folder, '.assay'), { recursive: true });
    copyFileSync(join(home, 'old.db'), join(folder, 'old.db'));
    renameSync(join(folder, 'old.db'), join(folder, '.assay', 'catalog.db'));
    const catalog = await openCatalog(folder);
    await catalog.close();
    return String(number);
  },
  lost: async (home) => {
    const problems: string[] = [];
    for (let number = 0; number < most && existsSync(folderOf(home, number)); number += 1) {
      const folder = folderOf(home, number);
      if (existsSync(join(folder, '.assay', 'catalog.db'))) {
        const migrated = await openCatalog(folder);
        const [first, ...more] = await migrated.audit.list();
        const { broken } = await migrated.audit.follow();
        if (first?.subject !== 'r' || more.length > 0 || broken !== undefined)
          problems.push(`migration of ${folder}`);
        await migrated.close();
      }
      rmSync(folder, { recursive: true, force: true });
    }
    return problems;
  },
};
