import type { Database } from 'better-sqlite3';
import { type KeptStates, keptStates } from '../sqlite/kept-states.ts';
import { type KnownFiles, knownFilesIn } from '../sqlite/known-files.ts';

/** What stays on this machine, also where the rest is on a server. */
export interface CatalogLocal {
  readonly states: KeptStates;
  /** Files of this machine that were read before. */
  readonly knownFiles: KnownFiles;
}

export const catalogLocal = (file: string, open: () => Promise<Database>): CatalogLocal => ({
  states: keptStates(file, open),
  knownFiles: knownFilesIn(file, open),
});
