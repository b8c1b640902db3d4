import { countOf } from '../domain/count-of.ts';
import type { PlanReport } from '../domain/plan-report.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';

/** A plan as a person reads it: each rule with its rungs, then the queries of each round. */
export const planText = (plan: PlanReport, { colour }: { readonly colour: boolean }): string => {
  const ink = paint(colour);
  const queries = plan.rounds.reduce((sum, round) => sum + round.queries.length, 0);
  const head = `${ink.bold(oneLine(plan.dataset))}  ${oneLine(plan.source)} on ${plan.engine}  ${countOf(plan.rules.length, 'rule')}, at most ${queries === 1 ? '1 query' : `${queries} queries`} in ${countOf(plan.rounds.length, 'round')}`;
  const rules = plan.rules.flatMap(({ rule, rungs, settled }) => [
    `${ink.bold(oneLine(rule))}${settled === undefined ? '' : `  ${ink.yellow(oneLine(settled))}`}`,
    ...rungs.map(
      ({ name, metrics }) =>
        `  ${name.padEnd(6)}  ${oneLine(metrics.join(', ')) || ink.dim('nothing to ask')}`,
    ),
  ]);
  const rounds = plan.rounds.flatMap(({ queries: asked }, index) => [
    '',
    ink.bold(`Round ${index + 1}${index === 0 ? '' : ': only for rules still undecided'}`),
    ...asked.flatMap(({ sql, rules: users }) => [
      `  ${ink.dim(`for ${oneLine(users.join(', '))}`)}`,
      `  ${oneLine(sql, Number.POSITIVE_INFINITY)}`,
    ]),
  ]);
  return [head, '', ...rules, ...rounds].join('\n');
};
