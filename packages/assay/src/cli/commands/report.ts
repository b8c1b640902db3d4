import { resolve } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { formatNamed, render } from '../../operations/render.ts';
import { storedRuns } from '../../operations/stored-runs.ts';
import { writeWhole } from '../../project/write-whole.ts';
import { formats } from '../../report/formats.ts';
import { oneLine } from '../../report/neutral.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../project-options.ts';

const formatOf = (given: string | undefined, json: boolean): string => {
  if (!json) return given ?? 'text';
  return given === undefined || given === 'json'
    ? 'json'
    : refuse('usage', `--json and --format ${given} contradict each other`, 'leave one of them out');
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
        `one of ${formats.map(({ id, summary }) => `${id} (${summary})`).join('; ')} (default: text)`,
      )
      .option('--out <file>', 'write there instead of standard output')
      .option('--all', 'show every finding, however many there are'),
  run: async (wanted, options, { projectFolder, cwd, json, colour, width, out, note }) => {
    const format = formatNamed(formatOf(textOption(options, 'format'), json));
    const file = textOption(options, 'out');
    const runs = await storedRuns(projectFolder, wanted);
    const told = render(format, runs, {
      ...(options.all === true ? { most: Number.POSITIVE_INFINITY } : {}),
      ...(file === undefined && width !== undefined ? { width } : {}),
      colour: file === undefined && colour,
    }).replace(/\n$/, '');
    if (file === undefined) out(told);
    else {
      writeWhole(resolve(cwd, file), `${told}\n`);
      note(`wrote ${oneLine(file)}`);
    }
    return exitCodes.ok;
  },
});
