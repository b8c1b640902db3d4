import { fisherExact, type Share } from '../stats/fisher.ts';
import { independent, lacking } from './fewer-rows.ts';
import type { Judged } from './numbers-drift.ts';

export interface Presence {
  readonly present: number;
  readonly missing: number;
}

/** Shares of a column's level that its values and what is missing get, where something is missing on either side. */
const shares = { values: 0.8, missing: 0.2 } as const;

/** Puts what is missing beside what a column's values say. */
export const withMissing = (values: Judged, reference: Presence, current: Presence, time: number): Judged => {
  const isJudged = lacking(reference.present + reference.missing, time) === undefined;
  if (reference.missing + current.missing === 0 || !isJudged) return values;
  const shareOf = ({ present, missing }: Presence): Share => ({
    count: independent(missing, time),
    rows: independent(present + missing, time),
  });
  const p = fisherExact(shareOf(reference), shareOf(current));
  const part = { id: 'missing' as const, test: 'Fisher’s exact test of what is missing', p };
  if (values.parts.length === 0) return { ...values, p, parts: [part] };
  return {
    ...values,
    p: Math.min(1, values.p / shares.values, p / shares.missing),
    parts: [...values.parts, part],
  };
};
