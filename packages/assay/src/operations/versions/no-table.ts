import type { ProblemCode } from '../../domain/problem.ts';

/** What a version that is no table is refused with; anything else is a fault to be told. */
export const noTable: ReadonlySet<ProblemCode> = new Set([
  'source-not-found',
  'source-unsupported',
  'source-empty',
  'source-unreadable',
]);
