import type { DeclaredColumn } from '../../domain/source.ts';
import type { Scope } from '../../run/scope.ts';

/** What is known of the data before they are looked at. */
export interface Known {
  /** Types the cells of text files. */
  readonly declared?: readonly DeclaredColumn[];
  /** Columns of which no output may carry a value. */
  readonly confidential?: ReadonlySet<string>;
  /** Classifications whose values may be shown, where the project says which. */
  readonly publicClassifications?: readonly string[];
  /** Limits the draft to some rows. */
  readonly where?: Scope;
}
