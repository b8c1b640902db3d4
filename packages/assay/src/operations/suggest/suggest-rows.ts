import type { Suggestion } from './draft.ts';

/** An empty table breaks no rule on values. */
export const suggestRows = (): Suggestion => ({
  place: 'quality',
  body: { metric: 'rowCount', mustBeGreaterThan: 0 },
  check: 'rowCount',
  shown: 'at least one row',
  sure: true,
  reason: 'an empty table breaks no other rule',
});
