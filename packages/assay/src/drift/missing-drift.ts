import { fisherExact } from '../stats/fisher.ts';
import type { Judged } from './numbers-drift.ts';

export interface Presence {
  readonly present: number;
  readonly missing: number;
}

/** Shares of a column's level that its values and what is missing get, where something is missing on either side. */
const shares = { values: 0.8, missing: 0.2 } as const;

/** Puts what is missing beside what a column's values say. */
export const withMissing = (values: Judged, reference: Presence, current: Presence): Judged => {
  if (reference.missing + current.missing === 0) return values;
  const p = fisherExact(
    { count: reference.missing, rows: reference.present + reference.missing },
    { count: current.missing, rows: current.present + current.missing },
  );
  const part = { id: 'missing' as const, test: 'Fisher’s exact test of what is missing', p };
  if (values.parts.length === 0) return { p, parts: [part] };
  return { p: Math.min(1, values.p / shares.values, p / shares.missing), parts: [...values.parts, part] };
};
