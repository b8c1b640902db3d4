// Measures how versions are kept, beside DVC: `node bench/versions/run.ts [--set small,one,many] [--runs N] [--only assay] [--source | --installed]`.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { installAssay } from '../check/install.ts';
import { median } from '../check/measure.ts';
import { type Contestant, contestants, hasDvc } from './contestants.ts';
import { type DataSet, sets, writeSet } from './data.ts';
import { type Cost, costOf } from './measure.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'small,one' },
    only: { type: 'string', default: 'assay,unsynced,dvc' },
    runs: { type: 'string', default: '3' },
    source: { type: 'boolean', default: false },
    installed: { type: 'boolean', default: false },
    at: { type: 'string', default: join(import.meta.dirname, 'out') },
  },
});

const steps = ['add', 'add again', 'checkout'] as const;
type Step = (typeof steps)[number];

/** Times of files younger than this are not trusted by either tool. */
const settlingMillis = 3000;
const settle = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, settlingMillis);

/**
 * Nothing is deleted before all is measured: a file system without a journal looks at each inode that was freed a short time ago whenever it makes a file.
 */
const madeIn = join(values.at, 'made');
const cleanUp = (): void => rmSync(madeIn, { recursive: true, force: true });

const prepared = (contestant: Contestant, data: string, round: number): string => {
  const project = join(madeIn, `${basename(data)}-${contestant.id}-${round}`);
  mkdirSync(project, { recursive: true });
  cpSync(data, join(project, 'data'), { recursive: true });
  for (const command of contestant.begin) costOf(command, project);
  return project;
};

const runOf = (contestant: Contestant, data: string, round: number): Readonly<Record<Step, Cost>> => {
  const project = prepared(contestant, data, round);
  spawnSync('sync');
  settle();
  const add = costOf(contestant.add, project);
  settle();
  const again = costOf(contestant.add, project);
  const gone = join(project, contestant.gone);
  if (existsSync(gone)) renameSync(gone, `${gone}.before`);
  const checkout = costOf(contestant.checkout, project);
  const expected = readdirSync(data, { recursive: true }).length;
  if (readdirSync(gone, { recursive: true }).length !== expected)
    throw new Error(`${contestant.id}: files are missing`);
  return { add, 'add again': again, checkout };
};

type Results = Readonly<Record<Contestant['id'], Readonly<Record<Step, Cost>>[]>>;

const shown = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

const lineOf = (contestant: Contestant, step: Step, results: Results): string => {
  const costs = (id: Contestant['id']): readonly Cost[] => results[id].map((run) => run[step]);
  const seconds = (id: Contestant['id']): readonly number[] => costs(id).map((cost) => cost.seconds);
  const own = seconds(contestant.id);
  const ratio = results.dvc.length === 0 ? Number.NaN : median(own) / median(seconds('dvc'));
  return `| ${step} | ${contestant.name} | ${shown(median(own))} | ${shown(Math.min(...own))}–${shown(Math.max(...own))} | ${Number.isNaN(ratio) ? '' : ratio.toFixed(2)} | ${shown(median(costs(contestant.id).map((cost) => cost.cpuSeconds)))} | ${Math.round(Math.max(...costs(contestant.id).map((cost) => cost.peakBytes)) / 1e6)} |`;
};

const tableOf = (set: DataSet, taking: readonly Contestant[]): string => {
  const data = join(values.at, 'data', set.id);
  writeSet(data, set);
  const results: Results = { assay: [], unsynced: [], dvc: [] };
  for (let round = 0; round < Number(values.runs); round += 1)
    for (const contestant of taking) results[contestant.id].push(runOf(contestant, data, round));
  return [
    `### ${set.title}`,
    '',
    '| step | tool | median s | least–most | × DVC | CPU s | peak MB |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...steps.flatMap((step) => taking.map((contestant) => lineOf(contestant, step, results))),
  ].join('\n');
};

const only = values.only.split(',');
const taking = contestants(values.source).filter(({ id }) => only.includes(id) && (id !== 'dvc' || hasDvc()));
if (!values.source && !values.installed) {
  const problem = installAssay();
  if (problem !== undefined) throw new Error(problem);
}
mkdirSync(values.at, { recursive: true });
const load = loadavg()[0] ?? 0;
const words = taking.map(
  ({ name, version }) =>
    `${name} ${spawnSync(version[0] ?? '', version.slice(1), { encoding: 'utf8' }).stdout.trim()}`,
);
const fileSystem = spawnSync('stat', ['-f', '-c', '%T', values.at], { encoding: 'utf8' }).stdout.trim();
process.stdout.write(
  `${words.join(', ')}; ${cpus().length} cores of ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${fileSystem} with blocks of ${statfsSync(values.at).bsize}; Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, ${values.runs} interleaved runs, warm file cache, load ${load.toFixed(1)} at the start.\n`,
);
cleanUp();
spawnSync('sync');
settle();
for (const set of sets.filter(({ id }) => values.set.split(',').includes(id)))
  process.stdout.write(`\n${tableOf(set, taking)}\n`);
cleanUp();
