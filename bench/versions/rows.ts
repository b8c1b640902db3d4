// Compares rows by their key, beside datacompy and a plain join of DuckDB: `node bench/versions/rows.ts [--rows 1000000,10000000] [--runs N] [--only assay,duckdb] [--source | --installed]`.
// data-diff 0.11.2, the last one, does not install beside them: its dbt-core fetches a file from outside of the package index.
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { assayCommand, installAssay } from '../check/install.ts';
import { measure, median, type Sample } from '../check/measure.ts';
import { root } from '../check/paths.ts';
import { type Truth, writeRows } from './rows-data.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000,10000000' },
    only: { type: 'string', default: 'assay,duckdb,polars,pandas' },
    runs: { type: 'string', default: '3' },
    source: { type: 'boolean', default: false },
    installed: { type: 'boolean', default: false },
  },
});

const here = import.meta.dirname;
const out = join(here, 'out');
const python = join(out, 'rows-venv', 'bin', 'python');
const peer = (script: string): string => join(here, 'peers', script);
const assay = values.source
  ? [process.execPath, '--conditions=assay-source', join(root, 'packages', 'assay', 'bin', 'assay.js')]
  : [assayCommand];

/** A tool, its command on the data of a folder, and its answer in the words of the truth. */
interface Contestant {
  readonly id: string;
  readonly name: string;
  /** More rows than this take more memory than most machines have. */
  readonly mostRows: number;
  readonly command: (data: string) => readonly string[];
  readonly answer: (stdout: string) => Truth;
}

interface Diff {
  readonly table: {
    readonly counts: Pick<Truth, 'added' | 'removed' | 'changed'>;
    readonly changedIn: readonly { readonly column: string; readonly rows: number }[];
  };
}

const ofPeer = (stdout: string): Truth => JSON.parse(stdout) as Truth;
const ofAssay = (stdout: string): Truth => {
  const { counts, changedIn } = (JSON.parse(stdout) as Diff).table;
  const { added, removed, changed } = counts;
  return {
    added,
    removed,
    changed,
    changedIn: Object.fromEntries(changedIn.map(({ column, rows }) => [column, rows])),
  };
};

const files = (data: string): readonly [string, string] => [
  join(data, 'before.parquet'),
  join(data, 'after.parquet'),
];

const contestants: readonly Contestant[] = [
  {
    id: 'assay',
    name: 'Assay: rows, columns, distances, examples',
    mostRows: Number.POSITIVE_INFINITY,
    command: (data) => [
      ...assay,
      'diff',
      'rows@v1',
      'rows@v2',
      '--key',
      'id',
      '--json',
      '--project',
      join(data, 'project'),
    ],
    answer: ofAssay,
  },
  {
    id: 'duckdb',
    name: 'DuckDB: one join, counts only',
    mostRows: Number.POSITIVE_INFINITY,
    command: (data) => [python, peer('duckdb_rows.py'), ...files(data)],
    answer: ofPeer,
  },
  {
    id: 'polars',
    name: 'datacompy on Polars',
    mostRows: Number.POSITIVE_INFINITY,
    command: (data) => [python, peer('datacompy_rows.py'), 'polars', ...files(data)],
    answer: ofPeer,
  },
  {
    id: 'pandas',
    name: 'datacompy on pandas',
    mostRows: 1_000_000,
    command: (data) => [python, peer('datacompy_rows.py'), 'pandas', ...files(data)],
    answer: ofPeer,
  },
];

/** Both versions, added by the Assay that is measured. */
const prepare = (data: string): void => {
  const project = join(data, 'project');
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  for (const file of files(data)) {
    rmSync(join(project, 'rows.parquet'), { force: true });
    linkSync(file, join(project, 'rows.parquet'));
    const [command = '', ...args] = [...assay, 'add', 'rows.parquet', '--as', 'rows', '--quiet'];
    const done = spawnSync(command, args, { cwd: project, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  }
};

interface Entry {
  readonly contestant: Contestant;
  readonly samples: Sample[];
  verdict: string;
}

const shown = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

const lineOf = ({ contestant, samples, verdict }: Entry, floor: number): string => {
  const seconds = samples.map((sample) => sample.seconds);
  return `| ${contestant.name} | ${verdict} | ${shown(median(seconds))} | ${shown(Math.min(...seconds))}–${shown(Math.max(...seconds))} | ${(median(seconds) / floor).toFixed(2)} | ${shown(median(samples.map((sample) => sample.cpuSeconds)))} | ${Math.round(Math.max(...samples.map((sample) => sample.peakBytes)) / 1e6)} |`;
};

const run = (entry: Entry, data: string, truth: Truth): void => {
  const sample = measure(entry.contestant.command(data));
  entry.samples.push(sample);
  if (sample.exit !== 0) {
    entry.verdict = `ended with ${sample.exit}`;
    return;
  }
  if (!isDeepStrictEqual(entry.contestant.answer(sample.stdout), truth)) entry.verdict = 'WRONG';
};

const tableOf = async (rows: number): Promise<string> => {
  const data = join(out, 'rows', String(rows));
  const truth = await writeRows(data, rows);
  const taking = contestants.filter(
    ({ id, mostRows }) => values.only.split(',').includes(id) && rows <= mostRows,
  );
  if (taking.some(({ id }) => id === 'assay')) prepare(data);
  const entries = taking.map((contestant): Entry => ({ contestant, samples: [], verdict: 'right' }));
  for (let round = 0; round < Number(values.runs); round += 1)
    for (const entry of entries) run(entry, data, truth);
  const floor = median(
    (entries.find(({ contestant }) => contestant.id === 'duckdb')?.samples ?? []).map(
      ({ seconds }) => seconds,
    ),
  );
  return [
    `### 2 × ${rows.toLocaleString('en')} rows of 10 columns`,
    '',
    `+${truth.added.toLocaleString('en')} ~${truth.changed.toLocaleString('en')} −${truth.removed.toLocaleString('en')}, as they were made.`,
    '',
    '| tool | answer | median s | least–most | × the join | CPU s | peak MB |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...entries.map((entry) => lineOf(entry, floor)),
  ].join('\n');
};

if (!existsSync(python)) {
  const made = spawnSync(join(here, 'setup-rows.sh'), { stdio: 'inherit' });
  if (made.status !== 0) throw new Error('setup-rows.sh failed');
}
if (!values.source && !values.installed) {
  const problem = installAssay();
  if (problem !== undefined) throw new Error(problem);
}
mkdirSync(out, { recursive: true });
process.stdout.write(
  `${cpus().length} cores of ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, ${values.runs} interleaved runs, warm file cache, load ${(loadavg()[0] ?? 0).toFixed(1)} at the start.\n`,
);
for (const rows of values.rows.split(',')) process.stdout.write(`\n${await tableOf(Number(rows))}\n`);
