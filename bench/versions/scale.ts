// Measures versions of many files: `node bench/versions/scale.ts [--set many,million] [--at FOLDER] [--source | --installed]`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installAssay } from '../check/install.ts';
import { contestants } from './contestants.ts';
import { type DataSet, sets, writeSet } from './data.ts';
import { costOf } from './measure.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'many' },
    source: { type: 'boolean', default: false },
    installed: { type: 'boolean', default: false },
    at: { type: 'string', default: join(import.meta.dirname, 'out', 'scale') },
  },
});

const assay = contestants(values.source)[0]?.version.slice(0, -1) ?? [];

/** Times of files younger than this are not trusted. */
const settle = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);

/** What is done in turn, each with what comes before it and is not counted. */
const stepsIn = (project: string): readonly (readonly [string, readonly string[], (() => void)?])[] => {
  const add = ['add', 'data', '--as', 'data'];
  return [
    ['add', add, settle],
    ['add again', add, settle],
    [
      'add, one file changed',
      add,
      () => {
        const file = join(project, 'data', '7', '7001.bin');
        rmSync(file);
        writeFileSync(file, 'changed');
        settle();
      },
    ],
    ['diff of the two, by path', ['diff', 'data@v1', 'data@v2', '--files']],
    ['checkout', ['checkout', 'data', '--to', 'out']],
    ['verify', ['verify']],
    ['verify --deep', ['verify', '--deep']],
    ['gc --dry-run', ['gc', '--dry-run']],
  ];
};

const tableOf = (set: DataSet): void => {
  const project = join(values.at, set.id);
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  writeSet(join(project, 'data'), set);
  spawnSync('sync');
  process.stdout.write(
    `\n| ${set.title} | s | CPU s | peak MB | load |\n| --- | ---: | ---: | ---: | ---: |\n`,
  );
  for (const [name, command, before] of stepsIn(project)) {
    before?.();
    const load = (loadavg()[0] ?? 0).toFixed(1);
    const { seconds, cpuSeconds, peakBytes } = costOf([...assay, ...command, '--quiet'], project);
    process.stdout.write(
      `| ${name} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${Math.round(peakBytes / 1e6)} | ${load} |\n`,
    );
  }
  rmSync(project, { recursive: true, force: true });
};

if (!values.source && !values.installed) {
  const problem = installAssay();
  if (problem !== undefined) throw new Error(problem);
}
const fileSystem = () => spawnSync('stat', ['-f', '-c', '%T', values.at], { encoding: 'utf8' }).stdout.trim();
mkdirSync(values.at, { recursive: true });
process.stdout.write(`One run each, on ${fileSystem()}, ${new Date().toISOString().slice(0, 10)}.\n`);
for (const set of sets.filter(({ id }) => values.set.split(',').includes(id))) tableOf(set);
