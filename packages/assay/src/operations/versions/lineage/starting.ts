import type { Catalog } from '../../../catalog/catalog.ts';
import type { HowMade } from '../../../domain/how-made.ts';
import type { Project } from '../../../project/project.ts';
import type { Progress } from '../../../run/gate-input.ts';

/** With what a question begins: versions, or which of them are meant. What is absent leaves out none. */
export interface Recall extends Pick<HowMade, 'parameters' | 'seed' | 'commit'> {
  /** Made at this time or later: ISO 8601, or its beginning. */
  readonly since?: string;
  /** Made before this time. */
  readonly until?: string;
  /** What their metadata say. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** A rule expression: those that hold such rows, or of which nobody can tell. */
  readonly where?: string;
}

/** How a question begins, and for whom. */
export interface Starting {
  readonly project: Project;
  readonly folder: string;
  readonly catalog: Catalog;
  readonly actor: string;
  readonly mayRead: (name: string) => boolean;
  readonly cwd: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (what: string, progress: Progress) => void;
}
