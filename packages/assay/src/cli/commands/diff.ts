import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import type { Tolerance } from '../../domain/table-diff.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { diffVersions } from '../../operations/versions/diff.ts';
import { versionDiffMarkdown } from '../../report/version-diff-markdown.ts';
import { versionDiffText } from '../../report/version-diff-text.ts';
import { defineCommand } from '../command.ts';
import { countOption } from '../given-options.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption, withProjectOptions } from '../project-options.ts';

const keyOf = (given: string | undefined): readonly string[] | undefined => {
  const names = given?.split(',').map((name) => name.trim());
  return names?.includes('')
    ? refuse('usage', `--key ${given} names no column`, 'write --key id, or --key sensor,ts')
    : names;
};

const toleranceOf = (given: string | undefined): Tolerance | undefined => {
  if (given === undefined) return undefined;
  const [, amount, percent] = /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?) ?(%?)$/.exec(given) ?? [];
  if (amount === undefined)
    return refuse(
      'usage',
      `--tolerance ${given} is no distance`,
      'write --tolerance 0.001, or --tolerance 0.1%',
    );
  return percent === '%'
    ? { kind: 'relative', most: Number((Number(amount) / 100).toPrecision(15)) }
    : { kind: 'absolute', most: Number(amount) };
};

const formatOf = (given: string | undefined): 'text' | 'md' =>
  given === 'md' || given === 'text'
    ? given
    : refuse('usage', `--format ${given} is none of diff`, 'write --format md; for machines there is --json');

export const diff = defineCommand({
  name: 'diff',
  summary: 'Tell what differs between two versions: files, columns and rows.',
  examples: [
    [
      'assay diff readings@v6 readings@v7',
      'lists files that came, went and changed, what became of the columns, and how many rows differ',
    ],
    [
      'assay diff readings@v6 readings@v7 --key sensor,ts',
      'tells which rows were added, removed and changed, and in which columns',
    ],
    [
      'assay diff readings@approved readings --format md > diff.md',
      'writes what differs for a comment on a pull request',
    ],
    ['assay diff wear@v1 wear@v2', 'tells what differs between two models'],
  ],
  configure: (command) =>
    withProjectOptions(
      command
        .argument('<before>', 'NAME@v6, NAME@ALIAS, or NAME for the newest')
        .argument('<after>', 'the same')
        .option(
          '--key <columns>',
          'what tells rows apart, such as sensor,ts; the primary key of the contract without it',
        )
        .option(
          '-c, --contract <file>',
          'types the cells of text files, and says which columns are confidential',
        )
        .option('--tolerance <distance>', 'take numbers for equal that are so near: 0.001, or 0.1%')
        .option('--examples <n>', 'show so many rows that came, went and changed', '3')
        .option('--format <format>', 'text, or md for a comment on a pull request', 'text')
        .option('--files', 'compare files only')
        .option('--limit <n>', 'list so many paths; the others are counted', '50'),
    ),
  run: async ([before = '', after = ''], options, io) => {
    const most = countOption('limit', textOption(options, 'limit'), 'paths', 100);
    const examples = Number(textOption(options, 'examples') ?? 3);
    if (!Number.isInteger(examples) || examples < 0 || examples > 1000)
      refuse(
        'usage',
        `--examples ${String(options.examples)} is no count of rows`,
        'write --examples 10; 1,000 at most',
      );
    const key = keyOf(textOption(options, 'key'));
    const tolerance = toleranceOf(textOption(options, 'tolerance'));
    const format = formatOf(textOption(options, 'format'));
    const contract = textOption(options, 'contract');
    const project = projectOf(options, io);
    const progress = progressLine(io);
    try {
      const found = await diffVersions(project, {
        before,
        after,
        most,
        files: options.files === true,
        ...(key === undefined ? {} : { key }),
        ...(tolerance === undefined ? {} : { tolerance }),
        ...(contract === undefined ? {} : { contract }),
        examples,
        actor: actorOf(io.env, io.cwd),
        cwd: io.cwd,
        signal: io.signal,
        onProgress: progress.report,
      });
      progress.end();
      io.out(
        io.json
          ? JSON.stringify(found)
          : format === 'md'
            ? versionDiffMarkdown(found)
            : versionDiffText(found, io),
      );
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
