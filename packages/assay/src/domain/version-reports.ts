import type { Run } from './run.ts';
import type { Version } from './version-record.ts';

/** Paths that came, went, and hold something else than before. */
export interface PathCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** What `assay add --json` prints. */
export interface Added {
  readonly schema: 'assay.added/v1';
  /** False where the newest version of the name has the same bytes already. */
  readonly isNew: boolean;
  readonly name: string;
  readonly version: Version;
  /** Against the version before; absent for the first. */
  readonly since?: PathCounts & { readonly number: number };
  /** Absent where nothing was judged. */
  readonly run?: Run;
  readonly seconds: number;
}

/** What `assay log --json` prints: the newest first. */
export interface VersionLog {
  readonly schema: 'assay.log/v1';
  readonly versions: readonly Version[];
}

/** What `assay checkout --json` prints. */
export interface CheckedOut {
  readonly schema: 'assay.checkout/v1';
  readonly version: Version;
  readonly to: string;
  readonly files: number;
  readonly bytes: number;
  readonly seconds: number;
}
