import { refuse } from '../../domain/problem.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { executeCommand, type Output } from '../../operations/versions/execute.ts';
import { executedText } from '../../report/executed-text.ts';
import { collected } from '../collected.ts';
import { defineCommand } from '../command.ts';
import { integerOption, textOption, textsOption } from '../given-options.ts';
import { namedValues } from '../named-values.ts';
import { projectOf } from '../project-options.ts';
import { exitCodeOf } from './check.ts';

const outputOf = (text: string): Output => {
  const colon = text.lastIndexOf(':');
  return colon > 0
    ? { path: text.slice(0, colon), name: text.slice(colon + 1) }
    : refuse(
        'usage',
        `--output ${text} has no ${colon === 0 ? 'path' : 'name'}`,
        'write --output out/wear.onnx:wear',
      );
};

export const execute = defineCommand({
  name: 'execute',
  summary:
    'Run a command and make versions of what it writes, with what was seen: inputs, code, environment, time.',
  examples: [
    [
      'assay execute --input readings@v7 --input train.ts --output out/wear.onnx:wear -- node train.ts',
      'trains, and makes the next version of wear; assay lineage wear tells what made it',
    ],
  ],
  configure: (command) =>
    command
      .argument('<command...>', 'after --: the command with its arguments; no shell is between')
      .option('--input <what>', 'a version or a file that it reads; may be repeated', collected)
      .option(
        '--output <path:name>',
        'what it writes, and what versions of it are called; may be repeated',
        collected,
      )
      .option('--param <name=value>', 'a parameter of it; may be repeated', collected)
      .option('--seed <n>', 'the seed of its random numbers')
      .option(
        '--env <name>',
        'a variable of the environment to keep; no secrets; may be repeated',
        collected,
      ),
  run: async (command, options, io) => {
    const seed = textOption(options, 'seed');
    const done = await executeCommand(projectOf({}, io), {
      command,
      inputs: textsOption(options, 'input'),
      outputs: textsOption(options, 'output').map(outputOf),
      parameters: namedValues('param', textsOption(options, 'param'), 'lr=0.1'),
      variables: textsOption(options, 'env'),
      ...(seed === undefined ? {} : { seed: integerOption('seed', seed, 7) }),
      author: actorOf(io.env, io.cwd),
      cwd: io.cwd,
      env: io.env,
      quietOutput: io.json,
      signal: io.signal,
    });
    io.out(io.json ? JSON.stringify(done) : executedText(done, io));
    return exitCodeOf(
      done.added.flatMap(({ run }) => (run === undefined ? [] : [run])),
      'error',
    );
  },
});
