import type { Path } from '../path.ts';
import type { Source } from '../yaml/source.ts';
import type { Edit } from './edits.ts';

/** One conversion on its way: the steps read the source and leave edits, what they did in words, and what they cannot do. */
export interface Conversion {
  readonly source: Source;
  /** Adds an edit. The same place (an anchor used twice) is edited once. */
  readonly edit: (edit: Edit, change?: string) => void;
  readonly refuse: (path: Path, message: string, hint: string) => void;
}
