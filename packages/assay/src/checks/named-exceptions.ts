import { countWhere } from '../metrics/count-where.ts';
import { ask, type MetricRequest } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { rowsByKey } from '../metrics/rows-by-key.ts';
import type { Expr } from '../sql/expression.ts';
import { type CheckContext, type Rung, rung } from './check.ts';
import { judgeExceptions, toleranceOf } from './exceptions.ts';
import { groupEvidence } from './groups.ts';
import { countText, type Noun, plural, quotedCell } from './words.ts';

const kept = 10;
const told = 3;

/** A rule on values whose exceptions are named by these values. */
export interface NamedExceptions {
  readonly condition: Expr;
  readonly noun: Noun;
  /** The columns that hold the values. Default: the one the rule is on. */
  readonly columns?: readonly string[];
  /** How to count the exceptions, where there is a cheaper way than to ask each row. */
  readonly count?: MetricRequest<number>;
}

/** Counts the exceptions; only where there are too many, asks which values most of them have. */
export const namedExceptions = (
  { condition, noun, columns: named, count = ask(countWhere, { condition }) }: NamedExceptions,
  context: CheckContext,
): readonly Rung[] => {
  const tolerance = toleranceOf(context);
  const columns = named ?? [context.subject.name];
  const counts = { count, rows: ask(rows, {}) };
  const found = ask(rowsByKey, { columns, condition, limit: kept });
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
