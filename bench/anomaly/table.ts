import type { Scenario } from './scenarios.ts';
import { moves, type Result } from './simulate.ts';

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

const rateText = ({ judged, rate, error }: Result): string =>
  judged === 0 ? 'says nothing' : `${percent(rate)} ± ${percent(error)}`;

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const byScenario = (
  scenarios: readonly Scenario[],
  results: readonly Result[],
  text: (result: Result) => string,
): string => {
  const contestants = [
    ...new Set(results.map(({ contestant }) => contestant.replace(/ period \d+/, ' its period'))),
  ];
  const rows = scenarios.map(({ id, title }) => {
    const own = results.filter(({ scenario }) => scenario === id);
    return [title, ...own.map(text)];
  });
  return markdown(['runs', ...contestants], rows);
};

/** Rates of false alarms and power, as tables of a page. */
export const tables = (scenarios: readonly Scenario[], results: readonly Result[]): string =>
  [
    '### False alarms\n',
    byScenario(scenarios, results, rateText),
    ...moves
      .slice(0, 3)
      .flatMap((move, which) => [
        `\n### One run off by ${move} σ is found\n`,
        byScenario(scenarios, results, ({ judged, power }) =>
          judged === 0 ? '' : percent(power[which] ?? 0),
        ),
      ]),
  ].join('\n');
