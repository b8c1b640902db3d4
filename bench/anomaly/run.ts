// node bench/anomaly/run.ts [--series 40]: replays every scenario with every contestant; prints Markdown tables, progress on stderr.
import { parseArgs } from 'node:util';
import { assay, deequ } from './contestants.ts';
import { scenarios } from './scenarios.ts';
import { type Result, simulate } from './simulate.ts';
import { tables } from './table.ts';

const seed = 1;
const { values } = parseArgs({ options: { series: { type: 'string', default: '40' } } });
const asked = Number(values.series);

const results: Result[] = [];
for (const scenario of scenarios) {
  const series = Math.max(2, Math.round(((asked * 150) / scenario.runs ** 1.3) * 4.5));
  for (const contestant of [assay(1 / 100), assay(1 / 1000), ...deequ(scenario.period)]) {
    process.stderr.write(`${scenario.title}: ${contestant.title}\n`);
    results.push(simulate(scenario, contestant, { series, seed }));
  }
}
process.stdout.write(`${tables(scenarios, results)}\n`);
