import type { Outcome, Rung } from '../checks/check.ts';
import type { Dimension, Place, Severity } from '../domain/verdict.ts';
import type { Expr } from '../sql/expression.ts';

/** One demand bound to its check and to the table: ready to be judged. */
export interface Rule {
  /** `object.property/id`; unique within a plan. */
  readonly id: string;
  readonly name?: string;
  readonly check: string;
  readonly element?: string;
  readonly object: string;
  readonly dimension: Dimension;
  readonly severity: Severity;
  readonly expected?: string;
  readonly tags: readonly string[];
  readonly place: Place;
  /** The property the rule is written under, for scores and the text of its cells; none for a rule on the object. */
  readonly columns: readonly string[];
  /** Set where no rung is needed: the rule is settled by the plan itself. */
  readonly settled?: Outcome;
  readonly rungs: readonly Rung[];
  /** Which rows break it, where the check can say so. */
  readonly failing?: Expr;
  /** `failing` is meant on the whole table, whatever the scope of the run. */
  readonly onWholeTable?: boolean;
  /** What it asks may depend on the clock of the run. */
  readonly looksAtClock?: boolean;
}
