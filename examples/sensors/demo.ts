// The demo: real sensor readings are admitted, a broken batch of them is blocked and kept from its stage, and 3 million real flights are judged.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { makeData } from './make-data.ts';

const here = import.meta.dirname;
const root = join(here, '..', '..');
const assay = join(root, 'packages/assay/bin/assay.js');
const flights = join(
  dirname(createRequire(import.meta.url).resolve('vega-datasets')),
  '../data/flights-3m.parquet',
);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const typed = (arg: string): string => (arg.includes(' ') ? `"${arg}"` : arg);

/** Runs the command line as a person would, holds it to an exit code, and shows so many lines of what it says. */
const step = (folder: string, args: readonly string[], expected: number, lines?: number): void => {
  say(`$ npx assay ${args.map(typed).join(' ')}`);
  const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', assay, ...args], {
    cwd: folder,
    stdio: lines === undefined ? 'inherit' : ['inherit', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (lines !== undefined) say([...done.stdout.split('\n').slice(0, lines), '…'].join('\n'));
  if (done.status !== expected) {
    process.stderr.write(`the demo expected exit code ${expected} and got ${done.status}\n`);
    process.exit(1);
  }
};

const run = (title: string, folder: string, args: readonly string[], expected: number): void => {
  say(`\n${title}`);
  step(folder, args, expected);
};

rmSync(join(here, '.assay'), { recursive: true, force: true });
const { good, broken } = makeData(join(here, 'data'));
const shown = (path: string): string => relative(here, path);

run(
  '1. Real readings of four wireless sensors',
  here,
  ['check', shown(good), '-c', 'readings.odcs.yaml#readings'],
  0,
);
say(
  '\n2. These readings and the next batch as versions: only what the gate admits comes to the stage that training reads',
);
step(here, ['add', shown(good), '--as', 'readings', '-m', 'good batch'], 0);
step(here, ['promote', 'readings@v1', 'approved'], 0);
step(here, ['add', shown(broken), '--as', 'readings', '-m', 'broken batch'], 1, 3);
step(here, ['promote', 'readings@v2', 'approved'], 1);
step(here, ['diff', 'readings@approved', 'readings@v2', '--key', 'mote_id,reading'], 0);
run(
  '3. What is wrong with that batch: it has the faults that industry really has',
  here,
  ['check', shown(broken), '-c', 'readings.odcs.yaml#readings', '--profile'],
  1,
);
run('4. The rows that were put aside', here, ['quarantine', 'list'], 0);

const began = performance.now();
run(
  '5. Three million real flights',
  join(root, 'examples/flights'),
  ['check', relative(join(root, 'examples/flights'), flights), '-c', 'flights.odcs.yaml'],
  1,
);
say(
  `\nThree million flights were judged in ${((performance.now() - began) / 1000).toFixed(1)} s, start-up included.`,
);

run('6. The broken batch as a page for the browser', here, ['report', '--format', 'html'], 0);
