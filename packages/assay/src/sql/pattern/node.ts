import type { CodeSet } from './code-set.ts';

/** A regular expression of the portable subset. Groups only group, and laziness does not change whether a text matches. */
export type PatternNode =
  | { readonly kind: 'character'; readonly set: CodeSet }
  | { readonly kind: 'start' | 'end' | 'boundary' | 'notBoundary' }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly of: PatternNode;
      readonly min: number;
      readonly max: number | undefined;
    };
