import { createReadStream, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Contestant, contestants, isInstalled, type Task } from './contestants.ts';
import { type DataName, makeData } from './data.ts';
import { assayCommand, installAssay } from './install.ts';
import { markdownOf } from './markdown.ts';
import { measure, type Sample } from './measure.ts';
import { out } from './paths.ts';
import type { Results, Row, Table } from './results.ts';
import type { RuleSetName } from './rules.ts';
import { type Answer, answerOf } from './verdicts.ts';

const help = `Assay beside its peers, in one run.

  node bench/check/run.ts [options]

  --set SET,…     13, failing, 500, small, profile (default: all)
  --only ID,…     only these contestants: ${contestants.map(({ id }) => id).join(', ')}
  --size SIZE     rows of the ten-column data: 1m, 10m, 100m (default: 10m)
  --runs N        runs of each contestant, interleaved (default: 3)
  --installed     take the package that is installed in out/ already
`;

const sets = ['13', 'failing', '500', 'small', 'profile'] as const;
type SetName = (typeof sets)[number];
const sizes = ['1m', '10m', '100m'] as const;
type Size = (typeof sizes)[number];

interface Plan {
  readonly title: string;
  readonly data: DataName;
  readonly rules?: RuleSetName;
}

const planOf = (set: SetName, size: Size): Plan => {
  const ten = `${size.toUpperCase().replace('M', ' M')} x 10`;
  const plans: Record<SetName, Plan> = {
    '13': { title: `13 rules that hold, ${ten}`, data: `ten-${size}`, rules: 'thirteen' },
    failing: { title: `13 rules of which 5 fail, ${ten}`, data: `ten-${size}`, rules: 'thirteen-failing' },
    '500': { title: '500 rules that hold, 1 M x 100', data: 'wide-1m', rules: 'five-hundred' },
    small: { title: 'Whole process on a CSV file of three rows', data: 'small', rules: 'small' },
    profile: { title: `Profile, ${ten}`, data: `ten-${size}` },
  };
  return plans[set];
};

function chosen<T extends string>(
  given: string | undefined,
  known: readonly T[],
  what: string,
): readonly T[] {
  if (given === undefined) return known;
  return given.split(',').map((word) => {
    const found = known.find((candidate) => candidate === word);
    if (found === undefined) throw new Error(`unknown ${what} ${word}; known: ${known.join(', ')}`);
    return found;
  });
}

/** Reads the file once, so that no contestant pays for the disk. */
async function warm(path: string) {
  for await (const _ of createReadStream(path, { highWaterMark: 1 << 22 }));
}

interface Entry {
  readonly contestant: Contestant;
  readonly command: readonly string[];
  readonly samples: Sample[];
  answer: Answer | undefined;
}

const rowOf = ({ contestant, samples, answer }: Entry): Row => ({
  id: contestant.id,
  name: contestant.name,
  role: contestant.role,
  ...(answer ?? { version: '', scope: '', wrong: 'not run' }),
  seconds: samples.map(({ seconds }) => seconds),
  cpuSeconds: samples.map(({ cpuSeconds }) => cpuSeconds),
  peakBytes: samples.map(({ peakBytes }) => peakBytes),
});

/** Runs every contestant `runs` times, taking turns; one whose answer is wrong once does not run again. */
async function tableOf(set: SetName, size: Size, runs: number, only: readonly string[]): Promise<Table> {
  const plan = planOf(set, size);
  const data = await makeData(plan.data);
  const task: Task = plan.rules ? { kind: 'check', rules: plan.rules, data } : { kind: 'profile', data };
  const entries: Entry[] = [];
  const absent: Table['absent'][number][] = [];
  for (const contestant of contestants.filter(({ id }) => only.includes(id))) {
    const command = contestant.command(task);
    if (command === undefined) continue;
    if (isInstalled(contestant)) entries.push({ contestant, command, samples: [], answer: undefined });
    else absent.push({ name: contestant.name, reason: `${basename(contestant.needs)} is not installed` });
  }
  await warm(data);
  for (let run = 1; run <= runs; run += 1) {
    for (const entry of entries) {
      if (entry.answer?.wrong !== undefined) continue;
      const sample = measure(entry.command);
      entry.samples.push(sample);
      entry.answer = run === 1 ? answerOf(entry.contestant, task, entry.command, sample) : entry.answer;
      console.error(
        `${set} ${run}/${runs} ${entry.contestant.id} ${sample.seconds.toFixed(2)} s ${entry.answer?.wrong ?? ''}`,
      );
    }
  }
  return {
    set,
    title: plan.title,
    data: { file: basename(data), bytes: statSync(data).size },
    rows: entries.map(rowOf),
    absent,
  };
}

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    only: { type: 'string' },
    size: { type: 'string', default: '10m' },
    runs: { type: 'string', default: '3' },
    installed: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const runs = Number(values.runs);
const [size = '10m'] = chosen(values.size, sizes, 'size');
const ids = contestants.map(({ id }) => id);
const only = chosen(values.only, ids, 'contestant');
const load = loadavg()[0] ?? 0;
if (only.includes('assay') && !(values.installed && isInstalled({ needs: assayCommand } as Contestant))) {
  const reason = installAssay();
  if (reason !== undefined) console.error(`Assay does not take part: ${reason}`);
}
const tables: Table[] = [];
for (const set of chosen(values.set, sets, 'set')) tables.push(await tableOf(set, size, runs, only));
const results: Results = {
  schema: 'assay.bench.check/v1',
  startedAt: new Date().toISOString(),
  runs,
  machine: {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    os: `${platform()} ${release()}`,
    node: process.versions.node,
    load,
  },
  tables,
};
writeFileSync(join(out, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
console.log(markdownOf(results));
const wrong = tables.flatMap(({ set, rows }) =>
  rows.filter((row) => row.wrong).map((row) => `${set} ${row.id}: ${row.wrong}`),
);
for (const sentence of wrong) console.error(sentence);
process.exitCode = wrong.length > 0 ? 1 : 0;
