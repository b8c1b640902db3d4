import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { invariant } from '../domain/invariant.ts';
import { type Profile, profileSchema } from '../domain/profile.ts';
import type { Run } from '../domain/run.ts';

/** Stores what was measured beside a stored run, in place of what was there. */
export const saveProfile = (db: Database, profile: Profile, run: Pick<Run, 'id'>): void => {
  const { changes } = db
    .prepare('INSERT OR REPLACE INTO profiles SELECT seq, ? FROM runs WHERE id = ?')
    .run(deflateRawSync(JSON.stringify(profile)), run.id);
  invariant(changes === 1, `run ${run.id} is not stored, and its profile needs it`);
};

/** The profile measured beside a run; undefined where there is none. */
export const profileOfRun = (db: Database, id: string): Profile | undefined => {
  const body = db
    .prepare<[string], Buffer>('SELECT body FROM profiles WHERE run = (SELECT seq FROM runs WHERE id = ?)')
    .pluck()
    .get(id);
  return body === undefined
    ? undefined
    : profileSchema.parse(JSON.parse(inflateRawSync(body).toString('utf8')));
};
