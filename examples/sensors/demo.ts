// The demo: real sensor readings are admitted, a broken batch of them is blocked, and 3 million real flights are judged.
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

/** Runs the command line as a person would, and says what is expected of it. */
const run = (title: string, folder: string, args: readonly string[], expected: number): void => {
  say(`\n${title}\n$ npx assay ${args.join(' ')}`);
  const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', assay, ...args], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (done.status !== expected) {
    process.stderr.write(`the demo expected exit code ${expected} and got ${done.status}\n`);
    process.exit(1);
  }
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
run(
  '2. The same readings with the faults that industry really has',
  here,
  ['check', shown(broken), '-c', 'readings.odcs.yaml#readings', '--profile'],
  1,
);
run('3. The rows that were put aside', here, ['quarantine', 'list'], 0);

const began = performance.now();
run(
  '4. Three million real flights',
  join(root, 'examples/flights'),
  ['check', relative(join(root, 'examples/flights'), flights), '-c', 'flights.odcs.yaml'],
  1,
);
say(
  `\nThree million flights were judged in ${((performance.now() - began) / 1000).toFixed(1)} s, start-up included.`,
);

run('5. The broken batch as a page for the browser', here, ['report', '--format', 'html'], 0);
