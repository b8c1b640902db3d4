// node bench/anomaly/run.ts [--series 60] [--seed 101] [--only week,gaps] [--of assay-100]: replays scenarios with every contestant; prints
// Markdown tables, progress on stderr.
import { parseArgs } from 'node:util';
import { assay, deequ } from './contestants.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { type Result, simulate } from './simulate.ts';
import { tables } from './table.ts';

const { values } = parseArgs({
  options: {
    series: { type: 'string', default: '60' },
    seed: { type: 'string', default: '101' },
    only: { type: 'string' },
    of: { type: 'string' },
  },
});
const seed = Number(values.seed);

/** Of scenarios that are judged at their end only, and take long, a third as many series. */
const seriesOf = ({ from }: Scenario): number =>
  Math.ceil(Number(values.series) / (from === undefined ? 1 : 3));

const of = values.of?.split(',');
const only = values.only?.split(',');
const replayed = scenarios.filter(({ id }) => only?.includes(id) ?? true);
const results: Result[] = [];
for (const scenario of replayed) {
  const contestants = [assay(1 / 100), assay(1 / 1000), ...deequ(scenario.period)];
  for (const contestant of contestants.filter(({ id }) => of?.includes(id) ?? true)) {
    process.stderr.write(`${scenario.title}: ${contestant.title}\n`);
    results.push(simulate(scenario, contestant, { series: seriesOf(scenario), seed }));
  }
}
process.stdout.write(`${tables(replayed, results)}\n`);
