import type { Catalog } from '../../../catalog/catalog.ts';
import type { Execution } from '../../../domain/execution.ts';
import type { Metrics } from '../../../domain/model-signature.ts';
import type { Project } from '../../../project/project.ts';
import type { Progress } from '../../../run/gate-input.ts';
import type { TakeProgress } from '../../../versions/folders/take-entries.ts';
import type { Repository } from '../../../versions/repository.ts';
import type { StatedOrigin } from '../origin/stated-origin.ts';
import type { AddedPlace } from '../place-of-added.ts';

export interface Add {
  /** A file, a folder, or a table; the path of the dataset of this name without one. */
  readonly path?: string;
  /** A path or a `file://` URI in place of the path: its files are hashed, and stay where they are. */
  readonly reference?: string;
  /** One SELECT whose rows are added, in place of a path. */
  readonly query?: string;
  /** What the query reads, by the names that it uses: datasets, tables, files and versions. */
  readonly sources?: readonly string[];
  readonly name: string;
  /** A file that is an ONNX model is a model without it, and a folder what the version before is. */
  readonly kind?: 'dataset' | 'model';
  /** Of a model: finite numbers by name. */
  readonly metrics?: Metrics;
  /** What it was made from, and how. */
  readonly origin?: StatedOrigin;
  /** What was seen to make it. */
  readonly execution?: Execution;
  readonly message?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  /** `file` or `file#object`, in place of what the project says. */
  readonly contract?: string;
  readonly author: string;
  readonly cwd: string;
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly onTaken?: (progress: TakeProgress) => void;
  readonly onGate?: (dataset: string, progress: Progress) => void;
}

/** What an addition works with. */
export interface Adding {
  readonly project: Project;
  readonly add: Add;
  readonly place: AddedPlace;
  readonly repository: Repository;
  readonly catalog: Catalog;
}
