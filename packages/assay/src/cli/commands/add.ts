import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { addVersion } from '../../operations/versions/add.ts';
import { givenMetrics } from '../../operations/versions/given-metrics.ts';
import type { StatedOrigin } from '../../operations/versions/origin/stated-origin.ts';
import { addedText } from '../../report/added-text.ts';
import { collected } from '../collected.ts';
import { defineCommand } from '../command.ts';
import { integerOption } from '../given-options.ts';
import { namedValues } from '../named-values.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption, textsOption, withProjectOptions } from '../project-options.ts';
import { exitCodeOf } from './check.ts';

const originOf = (options: Readonly<Record<string, unknown>>): StatedOrigin => {
  const [command, seed] = [textOption(options, 'command'), textOption(options, 'seed')];
  return {
    inputs: textsOption(options, 'input'),
    parameters: namedValues('param', textsOption(options, 'param'), 'lr=0.1'),
    ...(command === undefined ? {} : { command }),
    ...(seed === undefined ? {} : { seed: integerOption('seed', seed, 7) }),
  };
};

export const add = defineCommand({
  name: 'add',
  summary: 'Make a version of a dataset or model: keep its bytes, judge them, and give them a number.',
  examples: [
    [
      'assay add data/readings --as readings -m "March"',
      'makes readings@v1, or the next one, judged by its contract',
    ],
    ['assay add --as readings', 'takes the path from assay.yaml, or the rows of the table'],
    [
      'assay add --query "SELECT line, avg(temp) AS temp FROM readings GROUP BY line" --source readings@approved --as lines',
      'keeps what a query gives, with the query',
    ],
    [
      'assay add out/wear.onnx --as wear --tag nightly --metric auc=0.91',
      'keeps a model with what is known of it, and tags it wear@nightly',
    ],
    [
      'assay add out/wear.onnx --as wear --input readings@v7 --input train.ts --param lr=0.1 --seed 7',
      'keeps with it what it was made from: assay lineage wear tells',
    ],
  ],
  configure: (command) =>
    withProjectOptions(
      command
        .argument('[path]', 'a file, a folder or a table; what the dataset in assay.yaml is without it')
        .requiredOption('--as <name>', 'what versions of it are called')
        .option(
          '--reference <uri>',
          'a path or file:// URI in place of the path: its files are hashed, and not copied',
        )
        .option('--query <select>', 'a SELECT whose rows are added, in place of a path')
        .option(
          '--source <source>',
          'what the query reads, by its name: a dataset, a table, a file or a version; may be repeated',
          collected,
        )
        .option('-m, --message <text>', 'what is new in it')
        .option('-c, --contract <file>', 'the contract that judges it, or contract#object')
        .option(
          '--kind <kind>',
          'dataset or model; without it an ONNX file is a model, and a folder what it was before',
        )
        .option('--metric <name=value>', 'a number that the model reached; may be repeated', collected)
        .option('--metrics <file>', 'the same from a JSON file')
        .option('--tag <tag>', 'an alias that leads to it: NAME@TAG; may be repeated', collected)
        .option('--input <what>', 'a version or a file that it was made from; may be repeated', collected)
        .option('--param <name=value>', 'a parameter it was made with; may be repeated', collected)
        .option('--command <text>', 'the command that made it')
        .option('--seed <n>', 'the seed of its random numbers')
        .option('--meta <name=value>', 'what else is to be known of it; may be repeated', collected),
    ),
  run: async ([path], options, io) => {
    const kind = textOption(options, 'kind');
    if (kind !== undefined && kind !== 'dataset' && kind !== 'model')
      return refuse('usage', `--kind ${kind} is none`, 'write dataset or model');
    const [message, contract] = [textOption(options, 'message'), textOption(options, 'contract')];
    const [query, reference] = [textOption(options, 'query'), textOption(options, 'reference')];
    const name = textOption(options, 'as') ?? '';
    const metrics = givenMetrics(textsOption(options, 'metric'), textOption(options, 'metrics'), io.cwd);
    const progress = progressLine(io);
    try {
      const added = await addVersion(projectOf(options, io), {
        name,
        ...(kind === undefined ? {} : { kind }),
        ...(metrics === undefined ? {} : { metrics }),
        ...(path === undefined ? {} : { path }),
        ...(query === undefined ? {} : { query }),
        sources: textsOption(options, 'source'),
        ...(reference === undefined ? {} : { reference }),
        ...(message === undefined ? {} : { message }),
        ...(contract === undefined ? {} : { contract }),
        tags: textsOption(options, 'tag'),
        metadata: namedValues('meta', textsOption(options, 'meta'), 'line=3'),
        origin: originOf(options),
        author: actorOf(io.env, io.cwd),
        cwd: io.cwd,
        signal: io.signal,
        onTaken: ({ files }) => progress.report(name, { phase: 'take', done: 0, total: 1, files }),
        onGate: progress.report,
      });
      progress.end();
      io.out(io.json ? JSON.stringify(added) : addedText(added, io));
      return added.run === undefined ? exitCodes.ok : exitCodeOf([added.run], 'error');
    } finally {
      progress.end();
    }
  },
});
