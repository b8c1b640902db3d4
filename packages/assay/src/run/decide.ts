import type { Decision } from '../domain/run.ts';
import type { Verdict } from '../domain/verdict.ts';

/** The decision table: failed or unknown decides by severity, unless it is waived; info never decides. */
export const decide = (verdicts: readonly Verdict[]): Decision => {
  const deciding = verdicts.filter(
    ({ status, waived }) => (status === 'fail' || status === 'unknown') && waived === undefined,
  );
  if (deciding.some(({ severity }) => severity === 'error')) return 'block';
  return deciding.some(({ severity }) => severity === 'warn') ? 'warn' : 'admit';
};
