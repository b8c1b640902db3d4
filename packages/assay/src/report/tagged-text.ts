import type { Tagged } from '../domain/version-reports.ts';

/** Where an alias leads now, and led before. */
export const taggedText = ({ alias, before, after }: Tagged): string => {
  if (after === undefined) return `${alias} is gone; it led to ${before}`;
  return `${alias} → ${after}${before === undefined || before === after ? '' : `, before ${before}`}`;
};
