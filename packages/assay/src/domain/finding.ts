import type { Verdict } from './verdict.ts';

/** What a reader must see: failed, or not judged. */
export const isFinding = ({ status }: Pick<Verdict, 'status'>): boolean =>
  status === 'fail' || status === 'unknown';

/** A finding that no person has waived. */
export const isOpen = (verdict: Pick<Verdict, 'status' | 'waived'>): boolean =>
  verdict.waived === undefined && isFinding(verdict);
