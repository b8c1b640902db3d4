import { countText } from '../checks/words.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Rule } from '../plan/rule.ts';
import type { RowCounts } from './quarantine-count.ts';
import type { RowRule } from './quarantine-select.ts';

/** What the counts leave to be said. */
export const notesOf = (counts: RowCounts): readonly Problem[] => [
  ...counts.skipped.map(({ rule, reason }) =>
    problem(
      'quarantine-note',
      `the rows that fail ${rule} could not be found: ${reason}`,
      'the other rules are not affected',
    ),
  ),
  ...(counts.capped
    ? [
        problem(
          'quarantine-note',
          `the cap of ${countText(counts.kept)} is reached: ${counts.failing === undefined ? 'more' : countText(counts.failing)} rows fail`,
          'raise quarantine.maxRows in assay.yaml to keep more',
        ),
      ]
    : []),
];

/** Why no rest can be admitted, where a rule judges the table as a whole or its rows are not known. */
export const noRest = (blocking: readonly Rule[], found: readonly RowRule[]): Problem | undefined => {
  const known = new Set(found.map(({ rule }) => rule));
  const whole = blocking.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  if (whole.length === 0) return undefined;
  return problem(
    'quarantine-note',
    `no rest was admitted: ${whole.join(', ')} ${whole.length === 1 ? 'does' : 'do'} not say which rows fail`,
    'the dataset is blocked as a whole',
  );
};
