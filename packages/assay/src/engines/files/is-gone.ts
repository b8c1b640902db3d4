import { Refusal } from '../../domain/problem.ts';

/** Whether an error says no more than that a file cannot be read. */
export const isGone = (cause: unknown): boolean =>
  cause instanceof Refusal || (cause instanceof Error && 'syscall' in cause);
