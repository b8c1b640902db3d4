import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { addVersion } from '../../operations/versions/add.ts';
import { addedText } from '../../report/added-text.ts';
import { collected } from '../collected.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption, textsOption, withProjectOptions } from '../project-options.ts';
import { exitCodeOf } from './check.ts';

const metadataOf = (given: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    given.map((pair) => {
      const equals = pair.indexOf('=');
      return equals > 0
        ? [pair.slice(0, equals), pair.slice(equals + 1)]
        : refuse('usage', `--meta ${pair} has no ${equals === 0 ? 'name' : 'value'}`, 'write --meta line=3');
    }),
  );

export const add = defineCommand({
  name: 'add',
  summary: 'Make a version of a dataset or model: keep its bytes, judge them, and give them a number.',
  examples: [
    [
      'assay add data/readings --as readings -m "March"',
      'makes readings@v1, or the next one, judged by its contract',
    ],
    ['assay add --as readings', 'takes the path from assay.yaml'],
    [
      'assay add out/wear.onnx --as wear --kind model --tag nightly',
      'keeps a model, and tags it wear@nightly',
    ],
  ],
  configure: (command) =>
    withProjectOptions(
      command
        .argument('[path]', 'a file or a folder; the path of the dataset in assay.yaml without it')
        .requiredOption('--as <name>', 'what versions of it are called')
        .option('-m, --message <text>', 'what is new in it')
        .option('-c, --contract <file>', 'the contract that judges it, or contract#object')
        .option('--kind <kind>', 'dataset or model', 'dataset')
        .option('--tag <tag>', 'an alias that leads to it: NAME@TAG; may be repeated', collected)
        .option('--meta <name=value>', 'what else is to be known of it; may be repeated', collected),
    ),
  run: async ([path], options, io) => {
    const kind = textOption(options, 'kind');
    if (kind !== 'dataset' && kind !== 'model')
      return refuse('usage', `--kind ${kind} is none`, 'write dataset or model');
    const [message, contract] = [textOption(options, 'message'), textOption(options, 'contract')];
    const name = textOption(options, 'as') ?? '';
    const progress = progressLine(io);
    try {
      const added = await addVersion(projectOf(options, io), {
        name,
        kind,
        ...(path === undefined ? {} : { path }),
        ...(message === undefined ? {} : { message }),
        ...(contract === undefined ? {} : { contract }),
        tags: textsOption(options, 'tag'),
        metadata: metadataOf(textsOption(options, 'meta')),
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
