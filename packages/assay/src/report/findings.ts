import { isFinding } from '../domain/finding.ts';
import type { Run } from '../domain/run.ts';
import { type Status, severities, type Verdict } from '../domain/verdict.ts';

/** The share of rows that break the rule; a rule that counts none is broken by the whole table. */
const shareOf = ({ count, total }: Verdict): number =>
  count === undefined || total === undefined || total === 0 ? 1 : count / total;

const rankOf = ({ waived, severity, status, ...verdict }: Verdict): readonly number[] => [
  waived === undefined ? 0 : 1,
  severities.indexOf(severity),
  status === 'fail' ? 0 : 1,
  -shareOf({ severity, status, ...verdict }),
];

const compareRanks = (left: readonly number[], right: readonly number[]): number => {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
};

/** Failed and unknown verdicts, what matters most first: severity, failed before unknown, share of rows; waived ones last. */
export const findingsOf = (run: Run): readonly Verdict[] =>
  run.verdicts.filter(isFinding).toSorted((left, right) => compareRanks(rankOf(left), rankOf(right)));

const counted: readonly Status[] = ['pass', 'fail', 'unknown', 'not-applicable'];

/** "16 pass, 2 fail, 1 unknown"; of those that failed, how many are waived. */
export const countsText = (verdicts: readonly Verdict[]): string => {
  const waived = verdicts.filter((verdict) => verdict.waived !== undefined).length;
  return counted
    .map((status) => [status, verdicts.filter((verdict) => verdict.status === status).length] as const)
    .filter(([status, count]) => count > 0 || status === 'pass')
    .map(
      ([status, count]) =>
        `${count.toLocaleString('en')} ${status}${status === 'fail' && waived > 0 ? ` (${waived} waived)` : ''}`,
    )
    .join(', ');
};

/** `ADMIT`, `WARN`, `BLOCK`, or that nothing was decided. */
export const decisionWord = ({ decision }: Run): string =>
  decision === null ? 'COULD NOT RUN' : decision.toUpperCase();

/** What a person reads of a verdict: an unknown says that it was not judged. */
export const saidOf = ({ status, message }: Verdict): string =>
  status === 'unknown' ? `not judged: ${message}` : message;
