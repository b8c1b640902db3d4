// node bench/anomaly/run.ts [--series 24] [--only week,gaps]: replays scenarios with every contestant; prints Markdown tables, progress on stderr.
import { parseArgs } from 'node:util';
import { assay, deequ } from './contestants.ts';
import { scenarios } from './scenarios.ts';
import { type Result, simulate } from './simulate.ts';
import { tables } from './table.ts';

const seed = 1;
const { values } = parseArgs({
  options: { series: { type: 'string', default: '24' }, only: { type: 'string' } },
});
const asked = Number(values.series);

/** Long series take longer by more than their length, and hold more runs. */
const seriesOf = (runs: number): number =>
  Math.max(Math.min(asked, 10), Math.round(asked * (150 / runs) ** 1.3));

const only = values.only?.split(',');
const replayed = scenarios.filter(({ id }) => only?.includes(id) ?? true);
const results: Result[] = [];
for (const scenario of replayed) {
  const series = seriesOf(scenario.runs);
  for (const contestant of [assay(1 / 100), assay(1 / 1000), ...deequ(scenario.period)]) {
    process.stderr.write(`${scenario.title}: ${contestant.title}\n`);
    results.push(simulate(scenario, contestant, { series, seed }));
  }
}
process.stdout.write(`${tables(replayed, results)}\n`);
