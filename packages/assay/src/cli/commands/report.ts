import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Catalog, catalogFile, openCatalog } from '../../catalog/catalog.ts';
import { nearest } from '../../domain/nearest.ts';
import { refuse } from '../../domain/problem.ts';
import { exitCodes, type Run } from '../../domain/run.ts';
import type { ReportFormat } from '../../report/format.ts';
import { formats } from '../../report/formats.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../project-options.ts';
import { reportOptionsOf } from '../report-options.ts';

const ids = formats.map(({ id }) => id);

const formatNamed = (name: string): ReportFormat => {
  const found = formats.find(({ id }) => id === name);
  if (found !== undefined) return found;
  if (name === 'html')
    return refuse('usage', 'the HTML report comes with a later version', 'until then: --format md');
  const near = nearest(name, ids);
  return refuse(
    'usage',
    `there is no format ${name}`,
    near === undefined ? `one of ${ids.join(', ')}` : `did you mean ${near}?`,
  );
};

const noRun = (wanted: string | undefined): never =>
  refuse(
    'run-not-found',
    wanted === undefined
      ? 'no run is stored in this project'
      : `no stored run is called ${wanted}, or more than one is`,
    'assay history lists what is stored; assay check adds a run',
  );

/** A run by its id or the beginning of one, or the newest of a dataset. */
const runNamed = async (catalog: Catalog, wanted: string): Promise<Run> =>
  (await catalog.runs.get(wanted)) ?? (await catalog.runs.latest(wanted)) ?? noRun(wanted);

const runsNamed = async (projectFolder: string, wanted: readonly string[]): Promise<readonly Run[]> => {
  if (!existsSync(catalogFile(projectFolder))) return noRun(wanted[0]);
  const catalog = await openCatalog(projectFolder);
  try {
    if (wanted.length === 0) return [(await catalog.runs.latest()) ?? noRun(undefined)];
    const runs: Run[] = [];
    for (const one of wanted) runs.push(await runNamed(catalog, one));
    return runs;
  } finally {
    await catalog.close();
  }
};

/** Writes a file whole, or not at all. */
const writeWhole = (path: string, content: string): void => {
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, path);
  } catch (cause) {
    rmSync(beside, { force: true });
    refuse(
      'output-unwritable',
      `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      'name a file in a folder that exists and is yours',
      { file: path },
      cause,
    );
  }
};

export const report = defineCommand({
  name: 'report',
  summary: 'Render stored runs for people, CI servers, code scanning or a pull request.',
  examples: [
    ['assay report', 'shows the newest run again'],
    ['assay report r7 --format junit --out assay.xml', 'writes one test case a rule for a CI server'],
    ['assay report readings orders --format md', 'Markdown of the newest runs of two datasets'],
  ],
  configure: (command) =>
    command
      .argument('[run...]', 'ids of runs, their beginnings, or names of datasets; the newest run without one')
      .option(
        '--format <format>',
        `one of ${formats.map(({ id, summary }) => `${id} (${summary})`).join('; ')}`,
        'text',
      )
      .option('--out <file>', 'write there instead of standard output')
      .option('--all', 'show every finding, however many there are'),
  run: async (wanted, options, io) => {
    const format = formatNamed(io.json ? 'json' : (textOption(options, 'format') ?? 'text'));
    const out = textOption(options, 'out');
    const runs = await runsNamed(io.projectFolder, wanted);
    const { width, ...shown } = reportOptionsOf(io);
    const told = format.render(runs, {
      ...shown,
      ...(options.all === true ? { most: Number.POSITIVE_INFINITY } : {}),
      ...(out === undefined ? (width === undefined ? {} : { width }) : { colour: false }),
    });
    if (out === undefined) io.out(told.replace(/\n$/, ''));
    else {
      writeWhole(resolve(io.cwd, out), told.endsWith('\n') ? told : `${told}\n`);
      io.note(`wrote ${out}`);
    }
    return exitCodes.ok;
  },
});
