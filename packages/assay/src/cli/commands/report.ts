import { relative } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { formatNamed, render } from '../../operations/render.ts';
import { storedRuns } from '../../operations/stored-runs.ts';
import { oneLine } from '../../report/neutral.ts';
import { formats } from '../../report/registry.gen.ts';
import { defineCommand } from '../command.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { textOption } from '../project-options.ts';
import { printOrWrite, writePage } from '../report-file.ts';

const formatOf = (given: string | undefined, json: boolean): string => {
  if (!json) return given ?? 'text';
  return given === undefined || given === 'json'
    ? 'json'
    : refuse('usage', `--json and --format ${given} contradict each other`, 'leave one of them out');
};

const comparing = ['html', ...formats.filter(({ compares }) => compares).map(({ id }) => id)];

export const report = defineCommand({
  name: 'report',
  summary: 'Render stored runs for people, CI servers, code scanning or a pull request.',
  examples: [
    ['assay report', 'shows the newest run again'],
    ['assay report --open', 'opens the newest run as an HTML page'],
    ['assay report r8 --against r7 --open', 'the same beside an earlier run: what has changed'],
    ['assay report r7 --format junit --out assay.xml', 'writes one test case a rule for a CI server'],
    ['assay report readings orders --format md', 'Markdown of the newest runs of two datasets'],
    [
      'assay report run.json --format md --against base.json',
      'what has changed since the base branch, from kept JSON',
    ],
  ],
  configure: (command) =>
    command
      .argument(
        '[run...]',
        'ids of runs, their beginnings, names of datasets, or files of assay check --json; the newest run without one',
      )
      .option(
        '--format <format>',
        `one of html (for the browser: one file that holds everything it shows); ${formats.map(({ id, summary }) => `${id} (${summary})`).join('; ')} (default: text)`,
      )
      .option('--out <file>', 'write there instead of standard output')
      .option('--open', 'write the HTML page and open it')
      .option('--against <run>', `beside this earlier run, named like a run (${comparing.join(', ')})`)
      .option('--all', 'show every finding, however many there are'),
  run: async (wanted, options, io) => {
    const { projectFolder, cwd, json, colour, width, out } = io;
    const file = textOption(options, 'out');
    const against = textOption(options, 'against');
    const given =
      options.open === true ? (textOption(options, 'format') ?? 'html') : textOption(options, 'format');
    const named = formatOf(given, json);
    const format = named === 'html' ? undefined : formatNamed(named, ['html']);
    if (format !== undefined && options.open === true)
      refuse('usage', `--open is for the HTML page, not for ${named}`, 'write --format html');
    if (format !== undefined && format.compares !== true && against !== undefined)
      refuse('usage', `${named} has no place for --against`, `write --format ${comparing.join(' or ')}`);
    const runs = await storedRuns(projectFolder, wanted, cwd);
    const base = against === undefined ? undefined : await storedRuns(projectFolder, [against], cwd);
    if (format === undefined) {
      const { htmlOfRuns } = await import('../../operations/html-report.ts');
      const path = writePage(await htmlOfRuns(projectFolder, runs, base), `${runs[0]?.id}`, file, io);
      out(oneLine(relative(cwd, path)));
      if (options.open === true) openInBrowser(path, io);
      return exitCodes.ok;
    }
    const told = render(format, runs, {
      ...(base === undefined ? {} : { base }),
      ...(options.all === true ? { most: Number.POSITIVE_INFINITY } : {}),
      ...(file === undefined && width !== undefined ? { width } : {}),
      colour: file === undefined && colour,
    }).replace(/\n$/, '');
    printOrWrite(told, file, io);
    return exitCodes.ok;
  },
});
