import type { Verdict } from '../domain/verdict.ts';

/** Takes every value out of a verdict on confidential columns: counts and shares stay, values and evidence go. */
export const maskVerdict = (verdict: Verdict, confidential: readonly string[]): Verdict => {
  if (confidential.length === 0) return verdict;
  const { observed, evidence: _evidence, message, ...kept } = verdict;
  const hidden = `values are hidden: ${confidential.join(', ')} ${confidential.length === 1 ? 'is' : 'are'} confidential`;
  if (verdict.status !== 'pass' && verdict.status !== 'fail')
    return { ...kept, message: `could not be judged; ${hidden}` };
  if (verdict.count === undefined)
    return { ...kept, message: `${verdict.status === 'pass' ? 'holds' : 'does not hold'}; ${hidden}` };
  const total = verdict.total === undefined ? '' : ` of ${verdict.total.toLocaleString('en')}`;
  const share =
    observed === verdict.count || (typeof observed === 'number' && verdict.total !== undefined)
      ? { observed }
      : {};
  return {
    ...kept,
    ...share,
    message: `${verdict.count.toLocaleString('en')}${total} rows break this rule; ${hidden}`,
  };
};
