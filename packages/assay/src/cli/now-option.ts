import { refuse } from '../domain/problem.ts';

/** The clock that `--now` sets; nothing where it is not given. */
export const nowOption = (given: string | undefined): { readonly now?: Date } => {
  if (given === undefined) return {};
  const now = new Date(/^\d{4}-\d\d-\d\d(T|$)/.test(given) ? given : Number.NaN);
  return Number.isNaN(now.getTime())
    ? refuse('usage', `--now ${given} is no time`, 'write it as 2026-05-01T12:00:00Z')
    : { now };
};
