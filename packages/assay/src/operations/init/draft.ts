import type { Column } from '../../domain/column.ts';

/** One suggested rule: how ODCS writes it, why, and whether a person should decide. */
export interface Suggestion {
  /** What is merged into the property (`{required: true}`), or a quality rule. */
  readonly kind: 'property' | 'quality';
  readonly body: Readonly<Record<string, unknown>>;
  readonly reason: string;
  /** False leaves it in the contract as a commented question. */
  readonly sure: boolean;
  /** True where it was found on the whole table: a sequence cannot be judged on a part of its rows. */
  readonly onWhole?: true;
  /** The check it becomes, to match it with its verdict on the held-back part. */
  readonly check: string;
}

export interface DraftProperty {
  readonly column: Column;
  readonly logicalType: string;
  readonly description?: string;
  readonly suggestions: readonly Suggestion[];
}

/** A drafted object of a contract. */
export interface Draft {
  readonly name: string;
  readonly rows: number;
  readonly heldBack: number;
  readonly properties: readonly DraftProperty[];
  readonly quality: readonly Suggestion[];
}

/** What was found of one column on the part the draft is made from. */
export interface Looked {
  readonly column: Column;
  readonly rows: number;
  readonly nulls: number;
  readonly distinct: number;
  readonly metrics: ReadonlyMap<string, unknown>;
}
