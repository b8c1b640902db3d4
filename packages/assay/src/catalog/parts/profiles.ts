import type { Profile } from '../../domain/profile.ts';
import type { Run } from '../../domain/run.ts';
import { profileOfRun, saveProfile } from '../profiles.ts';
import type { Store } from '../store.ts';

/** What was measured beside runs. */
export interface CatalogProfiles {
  /** Stores what was measured beside a stored run. */
  readonly save: (profile: Profile, run: Pick<Run, 'id'>) => Promise<void>;
  readonly ofRun: (id: string) => Promise<Profile | undefined>;
}

export const catalogProfiles = (store: Store): CatalogProfiles => ({
  save: (profile, run) => saveProfile(store, profile, run),
  ofRun: (id) => profileOfRun(store, id),
});
