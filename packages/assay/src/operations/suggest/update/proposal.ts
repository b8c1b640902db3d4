import type { Edit } from '../../../contract/convert/edits.ts';
import type { Addition } from '../../../contract/suggest/insert.ts';
import type { Source } from '../../../contract/yaml/source.ts';
import { isRecord } from '../../../domain/objections.ts';
import { commentText } from '../contract-text.ts';

/** What is proposed of a contract that exists: edits of its text, and why; without an edit, what only a person can mend. */
export interface Proposal {
  /** `object.property/key`. */
  readonly path: string;
  readonly reason: string;
  readonly edits: readonly Edit[];
}

/** The object of a contract in its text. */
export interface Written {
  readonly source: Source;
  readonly object: string;
  /** Where the object stands: `['schema', 0]`. */
  readonly path: readonly (string | number)[];
  readonly value: Readonly<Record<string, unknown>>;
}

export const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** An addition with its reason as a comment, whatever the reason holds. */
export const because = (yaml: string, reason: string): Addition => ({
  yaml,
  comment: commentText(reason),
});

/** What a quality rule is about: one of a kind is enough at a property. */
export const aspectOf = (rule: unknown): string => {
  const { metric, type, implementation } = recordOf(rule);
  if (metric !== undefined) return `metric ${String(metric)}`;
  return `${String(type)} ${String(recordOf(implementation).check)}`;
};
