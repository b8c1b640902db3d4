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
import { countOption, textOption, textsOption } from '../given-options.ts';
import { namedValues } from '../named-values.ts';
import { projectOf } from '../project-options.ts';
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

const wishOf = (of: string, options: Options, io: Io): LineageOptions => {
  const [depth, since, until] = [
    textOption(options, 'depth'),
    textOption(options, 'since'),
    textOption(options, 'until'),
  ];
  const direction = options.up === options.down ? 'both' : options.up === true ? 'up' : 'down';
  return {
    of,
    direction,
    ...(depth === undefined ? {} : { depth: countOption('depth', depth, 'steps', 3) }),
    most: countOption('limit', textOption(options, 'limit') ?? '200', 'nodes', 200),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    metadata: namedValues('meta', textsOption(options, 'meta'), 'line=3'),
    actor: actorOf(io.env, io.cwd),
  };
};

const strays = ['up', 'down', 'depth', 'since', 'until', 'meta', 'limit'] as const;

export const lineage = defineCommand({
  name: 'lineage',
  summary: 'Tell what a version was made from, what was made from it, or what differs in how two were made.',
  examples: [
    ['assay lineage wear@champion --up', 'data, code, parameters and gates behind the champion'],
    [
      'assay lineage readings --down --since 2026-03-01 --until 2026-04-01 --meta line=3',
      'everything that was made from the readings of line 3 that were added in March',
    ],
    ['assay lineage wear@v2 wear@champion', 'what differs in how these two were made'],
    ['assay lineage wear@v3 --format svg --out wear.svg', 'draws it'],
  ],
  configure: (command) =>
    command
      .argument('<version>', 'NAME@v7, NAME@ALIAS, or NAME for the newest')
      .argument('[other]', 'tells what differs from this version instead')
      .option('--up', 'what it was made from')
      .option('--down', 'what was made from it')
      .option('--depth <n>', 'so many steps (default: all)')
      .option('--since <time>', 'of a name: its versions made then or later')
      .option('--until <time>', 'of a name: its versions made before')
      .option('--meta <name=value>', 'of a name: its versions with this; may be repeated', collected)
      .option('--limit <n>', 'show so many in each direction, the nearest (default: 200)')
      .option('--format <format>', 'text, json or svg')
      .option('--out <file>', 'write it there'),
  run: async ([version = '', other], options, io) => {
    const format = formatOf(options, io);
    const out = textOption(options, 'out');
    const project = projectOf({}, io);
    if (other === undefined) {
      const found = await lineageOf(project, wishOf(version, options, io));
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
      before: version,
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
