import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { lineageDiffOf } from '../../operations/versions/lineage/compare.ts';
import { type LineageOptions, lineageOf } from '../../operations/versions/lineage/lineage.ts';
import { lineageDiffText } from '../../report/lineage/lineage-diff-text.ts';
import { lineageSvg } from '../../report/lineage/lineage-svg.ts';
import { lineageText } from '../../report/lineage/lineage-text.ts';
import { collected } from '../collected.ts';
import { defineCommand, type Io } from '../command.ts';
import { countOption, integerOption, textOption, textsOption } from '../given-options.ts';
import { namedValues } from '../named-values.ts';
import { progressLine } from '../progress.ts';
import { projectOf, withProjectOptions } from '../project-options.ts';
import { printOrWrite } from '../report-file.ts';

type Options = Readonly<Record<string, unknown>>;

const formats = ['text', 'json', 'svg'] as const;
type Format = (typeof formats)[number];

const formatOf = (options: Options, { json }: Io): Format => {
  const given = textOption(options, 'format');
  if (given === undefined) return json ? 'json' : 'text';
  const known = formats.find((one) => one === given);
  if (known === undefined || (json && known !== 'json'))
    return refuse(
      'usage',
      `--format ${given} is none here`,
      'write text, json or svg, and no --json beside it',
    );
  return known;
};

const textsGiven = <K extends string>(options: Options, names: readonly K[]): { [P in K]?: string } => {
  const given: { [P in K]?: string } = {};
  for (const name of names) {
    const text = textOption(options, name);
    if (text !== undefined) given[name] = text;
  }
  return given;
};

const commitGiven = (options: Options): { commit?: string } => {
  const commit = textOption(options, 'commit')?.toLowerCase();
  if (commit === undefined) return {};
  return /^[0-9a-f]{4,64}$/.test(commit)
    ? { commit }
    : refuse(
        'usage',
        `--commit ${commit} is no commit`,
        'write its hash, or the first letters of it: --commit 3fa9c1d',
      );
};

const wishOf = (of: string | undefined, options: Options, io: Io): LineageOptions => {
  const depth = textOption(options, 'depth');
  const seed = textOption(options, 'seed');
  const direction = options.up === options.down ? 'both' : options.up === true ? 'up' : 'down';
  return {
    ...(of === undefined ? {} : { of }),
    direction,
    ...(depth === undefined ? {} : { depth: countOption('depth', depth, 'steps', 3) }),
    most: countOption('limit', textOption(options, 'limit') ?? '200', 'nodes', 200),
    ...textsGiven(options, ['since', 'until', 'where']),
    ...commitGiven(options),
    metadata: namedValues('meta', textsOption(options, 'meta'), 'line=3'),
    parameters: namedValues('param', textsOption(options, 'param'), 'lr=0.1'),
    ...(seed === undefined ? {} : { seed: integerOption('seed', seed, 7) }),
    cwd: io.cwd,
    signal: io.signal,
    actor: actorOf(io.env, io.cwd),
  };
};

const strays = [
  ...['up', 'down', 'depth', 'limit'],
  ...['where', 'since', 'until', 'meta', 'param', 'seed', 'commit'],
] as const;

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
    ['assay lineage wear@v3 --format svg --out wear.svg', 'draws it'],
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
      .option('--limit <n>', 'show so many in each direction, the nearest (default: 200)')
      .option('--format <format>', 'text, json or svg')
      .option('--out <file>', 'write it there'),
  run: async ([what, other], options, io) => {
    const format = formatOf(options, io);
    const out = textOption(options, 'out');
    const project = projectOf(options, io);
    if (other === undefined) {
      const wish = wishOf(what, options, io);
      const progress = progressLine(io);
      const found = await lineageOf(project, { ...wish, onProgress: progress.report }).finally(progress.end);
      const texts: Record<Format, () => string> = {
        json: () => JSON.stringify(found),
        svg: () => lineageSvg(found),
        text: () => lineageText(found, { colour: io.colour && out === undefined }),
      };
      printOrWrite(texts[format](), out, io);
      return exitCodes.ok;
    }
    const stray = strays.find((name) => options[name] !== undefined);
    if (stray !== undefined || format === 'svg')
      return refuse(
        'usage',
        `two versions are compared without ${stray === undefined ? 'svg' : `--${stray}`}`,
        'leave it out',
      );
    const found = await lineageDiffOf(project, {
      before: what ?? '',
      after: other,
      actor: actorOf(io.env, io.cwd),
    });
    printOrWrite(
      format === 'json'
        ? JSON.stringify(found)
        : lineageDiffText(found, { colour: io.colour && out === undefined }),
      out,
      io,
    );
    return exitCodes.ok;
  },
});
