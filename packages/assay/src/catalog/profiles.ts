import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Profile, profileSchema } from '../domain/profile.ts';
import type { Run } from '../domain/run.ts';
import { type Store, statement } from './store.ts';

/** Stores what was measured beside a stored run, in place of what was there. */
export const saveProfile = async (store: Store, profile: Profile, run: Pick<Run, 'id'>): Promise<void> => {
  const insert = statement(
    `INSERT INTO profiles (run, body) VALUES ((SELECT seq FROM runs WHERE id = ?), ?)
     ON CONFLICT (run) DO UPDATE SET body = excluded.body`,
    run.id,
    deflateRawSync(JSON.stringify(profile)),
  );
  await store.write([{ ...insert, changes: 1 }]);
};

/** The profile measured beside a run; undefined where there is none. */
export const profileOfRun = async (store: Store, id: string): Promise<Profile | undefined> => {
  const [found] = await store.rows<{ body: Uint8Array }>(
    statement('SELECT body FROM profiles WHERE run = (SELECT seq FROM runs WHERE id = ?)', id),
  );
  return found && profileSchema.parse(JSON.parse(inflateRawSync(found.body).toString('utf8')));
};
