import { percentOf } from '../checks/exceptions.ts';
import { countText } from '../checks/words.ts';
import type { Verdict } from '../domain/verdict.ts';

/** What is observed is a count of exceptions, or their percentage, and no value of the column. */
const observesCount = ({ observed, count, total }: Verdict): boolean =>
  count !== undefined &&
  (observed === count || (total !== undefined && observed === percentOf(count, total)));

const exceptionsText = (count: number, total: number | undefined): string => {
  const of = total === undefined ? '' : ` of ${countText(total)}`;
  return `${countText(count)}${of} ${count === 1 ? 'breaks' : 'break'} this rule`;
};

const maskedMessage = ({ status, count, total }: Verdict): string => {
  if (status === 'not-applicable') return 'does not apply';
  if (status === 'unknown') return 'could not be judged';
  if (count !== undefined) return exceptionsText(count, total);
  return status === 'pass' ? 'holds' : 'does not hold';
};

/** Takes every value out of a verdict on confidential columns: counts and shares stay, values and evidence go. */
export const maskVerdict = (verdict: Verdict, confidential: readonly string[]): Verdict => {
  if (confidential.length === 0) return verdict;
  const { observed, evidence: _evidence, message: _message, ...kept } = verdict;
  const hidden = `values are hidden: ${confidential.join(', ')} ${confidential.length === 1 ? 'is' : 'are'} confidential`;
  return {
    ...kept,
    ...(observed !== undefined && observesCount(verdict) ? { observed } : {}),
    message: `${maskedMessage(verdict)}; ${hidden}`,
  };
};
