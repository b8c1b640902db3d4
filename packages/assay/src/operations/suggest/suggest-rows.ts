import type { Suggestion } from './suggestion.ts';

/** An empty table breaks no rule on values. */
export const suggestRows = (rows: number): Suggestion => ({
  place: 'quality',
  body: { metric: 'rowCount', mustBeGreaterThan: 0 },
  check: 'rowCount',
  shown: 'at least one row',
  sure: true,
  rows,
  reason: 'an empty table breaks no other rule',
});
