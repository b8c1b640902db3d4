import { basename } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import type { Project } from '../../project/project.ts';
import { collected } from '../collected.ts';
import { defineCommand, type Io } from '../command.ts';
import { textOption } from '../given-options.ts';
import { type LineageFormat, lineageFormat, lineageWish, withoutOptions } from '../lineage-options.ts';
import { progressLine } from '../progress.ts';
import { projectOf, withProjectOptions } from '../project-options.ts';
import { printOrWrite } from '../report-file.ts';

type Options = Readonly<Record<string, unknown>>;

interface Asked {
  readonly project: Project;
  readonly format: LineageFormat;
  readonly options: Options;
  readonly io: Io;
  /** Of the text. */
  readonly colour: boolean;
}

const walked = async (
  of: string | undefined,
  { project, format, options, io, colour }: Asked,
): Promise<string> => {
  const [{ lineageOf }, { lineageSvg }, { lineageText }, { openLineageEvents }] = await Promise.all([
    import('../../operations/versions/lineage/lineage.ts'),
    import('../../report/lineage/lineage-svg.ts'),
    import('../../report/lineage/lineage-text.ts'),
    import('../../report/lineage/open-lineage.ts'),
  ]);
  const wish = lineageWish(of, options, io);
  const progress = progressLine(io);
  const found = await lineageOf(project, { ...wish, onProgress: progress.report }).finally(progress.end);
  const texts: Record<LineageFormat, () => string> = {
    json: () => JSON.stringify(found),
    svg: () => lineageSvg(found),
    text: () => lineageText(found, { colour }),
    openlineage: () => JSON.stringify(openLineageEvents(found, `assay:${basename(project.folder)}`)),
  };
  return texts[format]();
};

const withoutPicture = (format: LineageFormat, question: string): void => {
  if (format !== 'json' && format !== 'text')
    refuse('usage', `${question} without ${format}`, 'leave it out');
};

const choosing = [
  'up',
  'down',
  'depth',
  'limit',
  'where',
  'since',
  'until',
  'meta',
  'param',
  'seed',
  'commit',
];

const compared = async (
  before: string,
  after: string,
  { project, format, options, io, colour }: Asked,
): Promise<string> => {
  withoutOptions(options, [...choosing, 'failed'], 'two versions are compared');
  withoutPicture(format, 'two versions are compared');
  const [{ lineageDiffOf }, { lineageDiffText }] = await Promise.all([
    import('../../operations/versions/lineage/compare.ts'),
    import('../../report/lineage/lineage-diff-text.ts'),
  ]);
  const found = await lineageDiffOf(project, { before, after, actor: actorOf(io.env, io.cwd) });
  return format === 'json' ? JSON.stringify(found) : lineageDiffText(found, { colour });
};

const failed = async (
  of: string | undefined,
  { project, format, options, io, colour }: Asked,
): Promise<string> => {
  withoutOptions(options, choosing, 'failed executions are listed');
  withoutPicture(format, 'failed executions are listed');
  const [{ failedExecutions }, { failedText }] = await Promise.all([
    import('../../operations/versions/lineage/failed.ts'),
    import('../../report/lineage/failed-text.ts'),
  ]);
  const found = await failedExecutions(project, {
    ...(of === undefined ? {} : { of }),
    actor: actorOf(io.env, io.cwd),
  });
  return format === 'json' ? JSON.stringify(found) : failedText(found, { colour });
};

export const lineage = defineCommand({
  name: 'lineage',
  summary: 'Tell what a version was made from, what was made from it, or what differs in how two were made.',
  examples: [
    ['assay lineage wear@champion --up', 'data, code, parameters and gates behind the champion'],
    [
      `assay lineage readings --down --where "sensor = 7 and at >= '2026-03-01' and at < '2026-04-01'"`,
      'recall: everything that was made from versions which hold such rows, and what of that is at a stage',
    ],
    ['assay lineage --param lr=0.1', 'everything that was made with this parameter'],
    ['assay lineage data/march.csv --down', 'which versions hold these bytes, and what was made from them'],
    ['assay lineage wear@v2 wear@champion', 'what differs in how these two were made'],
    ['assay lineage wear --failed', 'who tried to make it, when and how, and nothing came of it'],
    ['assay lineage wear@v3 --format svg --out wear.svg', 'draws it'],
    ['assay lineage wear --format openlineage --out events.json', 'writes it as events of OpenLineage'],
  ],
  configure: (command) =>
    withProjectOptions(command)
      .argument(
        '[what]',
        'NAME@v7, NAME@ALIAS, NAME for the newest; a file or folder as it is now; or a hash: sha256:3fa9…',
      )
      .argument('[other]', 'tells what differs from this version instead')
      .option('--up', 'what it was made from')
      .option('--down', 'what was made from it')
      .option('--depth <n>', 'so many steps (default: all)')
      .option('--where <expression>', 'of a name: its versions that hold such rows')
      .option('--since <time>', 'of a name: its versions added then or later')
      .option('--until <time>', 'of a name: its versions added before')
      .option('--meta <name=value>', 'of a name: its versions with this; may be repeated', collected)
      .option('--param <name=value>', 'those made with this parameter; may be repeated', collected)
      .option('--seed <n>', 'those made with this seed')
      .option('--commit <hash>', 'those made by the code of this commit')
      .option('--failed', 'commands of assay execute that were to make it or read it, and failed')
      .option('--limit <n>', 'show so many in each direction, the nearest (default: 200)')
      .option(
        '--format <format>',
        'text, json, svg, or openlineage: events for a server that collects lineages',
      )
      .option('--out <file>', 'write it there'),
  run: async ([what, other], options, io) => {
    const out = textOption(options, 'out');
    const asked: Asked = {
      project: projectOf(options, io),
      format: lineageFormat(options, io),
      options,
      io,
      colour: io.colour && out === undefined,
    };
    const text =
      what !== undefined && other !== undefined
        ? await compared(what, other, asked)
        : await (options.failed === true ? failed : walked)(what, asked);
    printOrWrite(text, out, io);
    return exitCodes.ok;
  },
});
