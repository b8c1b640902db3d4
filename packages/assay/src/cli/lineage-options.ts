import { refuse } from '../domain/problem.ts';
import { actorOf } from '../operations/versions/actor.ts';
import type { LineageOptions } from '../operations/versions/lineage/lineage.ts';
import type { Io } from './command.ts';
import { countOption, integerOption, textOption, textsOption } from './given-options.ts';
import { namedValues } from './named-values.ts';

type Options = Readonly<Record<string, unknown>>;

const formats = ['text', 'json', 'svg', 'openlineage'] as const;
export type LineageFormat = (typeof formats)[number];

/** Throws `Refusal` where a format is none, or `--json` says another. */
export const lineageFormat = (options: Options, { json }: Io): LineageFormat => {
  const given = textOption(options, 'format');
  if (given === undefined) return json ? 'json' : 'text';
  const known = formats.find((one) => one === given);
  return known === undefined || (json && known !== 'json')
    ? refuse(
        'usage',
        `--format ${given} is none here`,
        `write ${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}, and no --json beside it`,
      )
    : known;
};

const texts = (options: Options, names: readonly ('since' | 'until' | 'where')[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = textOption(options, name);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );

const commitGiven = (options: Options): { readonly commit?: string } => {
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

/** What is asked of a lineage. */
export const lineageWish = (of: string | undefined, options: Options, io: Io): LineageOptions => {
  const depth = textOption(options, 'depth');
  const seed = textOption(options, 'seed');
  const direction = options.up === options.down ? 'both' : options.up === true ? 'up' : 'down';
  return {
    ...(of === undefined ? {} : { of }),
    direction,
    ...(depth === undefined ? {} : { depth: countOption('depth', depth, 'steps', 3) }),
    most: countOption('limit', textOption(options, 'limit') ?? '200', 'nodes', 200),
    ...texts(options, ['since', 'until', 'where']),
    ...commitGiven(options),
    metadata: namedValues('meta', textsOption(options, 'meta'), 'line=3'),
    parameters: namedValues('param', textsOption(options, 'param'), 'lr=0.1'),
    ...(seed === undefined ? {} : { seed: integerOption('seed', seed, 7) }),
    cwd: io.cwd,
    signal: io.signal,
    actor: actorOf(io.env, io.cwd),
  };
};

/** Throws `Refusal` where options are given that a question does not take. */
export const withoutOptions = (options: Options, names: readonly string[], question: string): void => {
  const stray = names.find((name) => options[name] !== undefined);
  if (stray !== undefined) refuse('usage', `${question} without --${stray}`, 'leave it out');
};
