import { runs } from './001-runs.ts';
import { audit } from './002-audit.ts';
import { states } from './003-states.ts';
import { profiles } from './004-profiles.ts';

/** In the order they are applied; the catalog's version is how many it has. Those that shipped are never edited. */
export const migrations: readonly string[] = [runs, audit, states, profiles];
