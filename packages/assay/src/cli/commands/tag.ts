import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { tagIn } from '../../operations/versions/tag.ts';
import { taggedText } from '../../report/tagged-text.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../given-options.ts';

export const tag = defineCommand({
  name: 'tag',
  summary: 'Let a free alias lead to a version, or take it away.',
  examples: [
    ['assay tag readings@v7 march', 'readings@march means readings@v7'],
    ['assay tag readings@march march --remove', 'takes the alias away, and leaves the version'],
  ],
  configure: (command) =>
    command
      .argument('<version>', 'NAME@v7, NAME@ALIAS, or NAME for the newest')
      .argument('<tag>', 'letters, digits, - . and _')
      .option('--remove', 'take the alias away')
      .option('--reason <text>', 'why, for the audit'),
  run: async ([version = '', tag = ''], options, io) => {
    const done = await tagIn(io.projectFolder, {
      version,
      tag,
      remove: options.remove === true,
      actor: actorOf(io.env, io.cwd),
      reason: textOption(options, 'reason') ?? '',
      now: new Date(),
    });
    io.out(io.json ? JSON.stringify(done) : taggedText(done));
    return exitCodes.ok;
  },
});
