import type { RuleSeries } from '../../../../packages/assay/src/domain/report-data.ts';
import { absentLetter, statusLetters } from '../../../../packages/assay/src/domain/status-letters.ts';
import type { Status } from '../../../../packages/assay/src/domain/verdict.ts';

const byLetter = new Map<string, Status>(
  Object.entries(statusLetters).map(([status, letter]) => [letter, status as Status]),
);

/** What a rule found in each run; undefined where the run had no such rule. */
export const statusesOf = ({ statuses }: RuleSeries): readonly (Status | undefined)[] =>
  [...statuses].map((letter) => (letter === absentLetter ? undefined : byLetter.get(letter)));
