import { isOpen } from '../domain/finding.ts';
import type { Decision } from '../domain/run.ts';
import type { Verdict } from '../domain/verdict.ts';

/** True where a verdict decides: failed or unknown, and not waived; a rule of severity info never does. */
export const decides = (verdict: Verdict): boolean => isOpen(verdict) && verdict.severity !== 'info';

/** The decision table: an error that decides blocks, a warning that decides warns, and nothing else is looked at. */
export const decide = (verdicts: readonly Verdict[]): Decision => {
  const deciding = verdicts.filter(decides);
  if (deciding.some(({ severity }) => severity === 'error')) return 'block';
  return deciding.length > 0 ? 'warn' : 'admit';
};
