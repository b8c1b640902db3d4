import { writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type Contestant, contestants, isInstalled } from './contestants.ts';
import { installAssay, isAssayInstalled } from './install.ts';
import { markdownOf } from './markdown.ts';
import { out, root } from './paths.ts';
import { publish } from './publish.ts';
import type { Results, Table } from './results.ts';
import { setNames, sizes } from './sets.ts';
import { measureTable } from './table.ts';

const ids = contestants.map(({ id }) => id);

const help = `Assay beside its peers, in one run. Prints Markdown; all figures go to bench/check/out/results.json.

  node bench/check/run.ts [options]

  --set SET,…     ${setNames.join(', ')} (default: all)
  --only ID,…     only these contestants: ${ids.join(', ')}
  --size SIZE     rows of the ten-column data: ${sizes.join(', ')} (default: 10m)
  --runs N        runs of each contestant, taking turns (default: 3)
  --write FILE    put the tables into a page too, between its \`bench/check\` marks (docs/benchmarks.md)
  --installed     measure the package that an earlier run installed, if there is one
`;

const refuse = (what: string, word: string, known: readonly string[]): never => {
  console.error(`unknown ${what} ${word}; known: ${known.join(', ')}`);
  process.exit(2);
};

/** The words of a comma list, or all there are; an unknown one is a usage error. */
const chosen = <T extends string>(
  given: string | undefined,
  known: readonly T[],
  what: string,
): readonly T[] =>
  given === undefined
    ? known
    : given.split(',').map((word) => known.find((each) => each === word) ?? refuse(what, word, known));

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    only: { type: 'string' },
    size: { type: 'string', default: '10m' },
    runs: { type: 'string', default: '3' },
    write: { type: 'string' },
    installed: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const runs = Math.max(1, Number.parseInt(values.runs, 10) || 1);
const [size = '10m'] = chosen(values.size, sizes, 'size');
const names = chosen(values.set, setNames, 'set');
const only = chosen(values.only, ids, 'contestant');
const load = loadavg()[0] ?? 0;
if (load > 0.5)
  console.error(`load ${load.toFixed(1)}: others use this machine, so the times will not be trustworthy`);
const reuse = values.installed && isAssayInstalled();
const installProblem = only.includes('assay') && !reuse ? installAssay() : undefined;
const whyAbsent = (contestant: Contestant) => {
  if (contestant.role === 'assay' && installProblem !== undefined) return installProblem;
  return isInstalled(contestant) ? undefined : `${relative(root, contestant.needs)} is missing`;
};
const tables: Table[] = [];
for (const name of names) tables.push(await measureTable(name, size, runs, only, whyAbsent));
const results: Results = {
  schema: 'assay.bench.check/v1',
  startedAt: new Date().toISOString(),
  runs,
  machine: {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    os: platform(),
    node: process.versions.node,
    load,
  },
  tables,
};
writeFileSync(join(out, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
const markdown = markdownOf(results);
console.log(markdown);
if (values.write !== undefined) publish(values.write, markdown);
const wrong = tables.flatMap(({ rows }) => rows.filter((row) => row.wrong !== undefined));
process.exitCode = wrong.length > 0 ? 1 : 0;
