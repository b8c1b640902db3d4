import type { Relation } from '../../sql/select.ts';
import type { Cadence } from './find-cadence.ts';
import type { Keys } from './find-keys.ts';
import type { LookedAt } from './look.ts';
import type { Looking } from './looking.ts';
import type { Suggestion } from './suggestion.ts';

/** What was found of a table before rules across its columns are looked for. */
export interface Asking {
  /** The session to ask, and where steps are told. */
  readonly looking: Looking;
  /** All rows. What is suggested is made from `looked.parts`, which leave the rows out that are kept back. */
  readonly table: Relation;
  readonly looked: LookedAt;
  readonly keys: Keys;
  readonly cadence: Cadence | undefined;
  /** Columns that may hold personal data: no suggestion and no reason may carry a value of one. */
  readonly confidential: ReadonlySet<string>;
}

/**
 * A rule across columns. With `column` it stands at that property (`relationships`), without at the table; a quality rule has an `id` in its
 * body, by which its verdict is found.
 */
export interface SuggestionAcross extends Suggestion {
  readonly column?: string;
}

/**
 * Looks for one kind of rule that ties columns together. One file in `across/`. What it calls sure is then judged by gating the whole table:
 * where any row breaks it, it becomes a question.
 */
export interface SuggesterAcross {
  readonly id: string;
  /** One sentence, for the reference page. */
  readonly summary: string;
  readonly suggest: (asking: Asking) => Promise<readonly SuggestionAcross[]>;
}

export const defineAcross = (suggester: SuggesterAcross): SuggesterAcross => suggester;
