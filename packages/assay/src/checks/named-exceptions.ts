import { countWhere } from '../metrics/count-where.ts';
import { ask, type MetricRequest } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { rowsByKey } from '../metrics/rows-by-key.ts';
import type { Expr } from '../sql/expression.ts';
import { type Rung, rung } from './check.ts';
import { judgeExceptions, type Tolerance } from './exceptions.ts';
import { groupEvidence } from './groups.ts';
import { countText, type Noun, plural, quotedCell } from './words.ts';

const kept = 10;
const told = 3;

/**
 * The last two rungs of a row rule: count the rows for which `failing` is true; where there are too many, also name the values
 * most of them have. `count` says how to count them where there is a cheaper way.
 */
export const namedExceptions = (
  columns: readonly string[],
  failing: Expr,
  tolerance: Tolerance,
  noun: Noun,
  count: MetricRequest<number> = ask(countWhere, { condition: failing }),
): readonly Rung[] => {
  const counts = { count, rows: ask(rows, {}) };
  const found = ask(rowsByKey, { columns, condition: failing, limit: kept });
  return [
    rung('exact', counts, ({ count: exceptions, rows: total }) => {
      const outcome = judgeExceptions(exceptions, total, tolerance, noun);
      return outcome.status === 'pass' ? outcome : undefined;
    }),
    rung(
      'exact',
      { ...counts, found },
      ({ count: exceptions, rows: total, found: { keys, total: different } }) => {
        const outcome = judgeExceptions(exceptions, total, tolerance, noun);
        if (outcome.status === 'pass' || exceptions === 0) return outcome;
        const shown = keys
          .slice(0, told)
          .map(({ key, rows: own }) => `${key.map(quotedCell).join(', ')} (${plural(own, 'row')})`);
        const more = different > told ? ` and ${countText(different - told)} more` : '';
        return {
          ...outcome,
          message: `${outcome.message}: ${shown.join(', ')}${more}`,
          evidence: {
            values: keys.map(({ key, rows: own }) => ({ ...groupEvidence(columns, key), rows: own })),
            different,
          },
        };
      },
    ),
  ];
};
