import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { rollBackStage } from '../../operations/versions/promote.ts';
import { promotedText } from '../../report/promoted-text.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../given-options.ts';
import { projectOf } from '../project-options.ts';

export const rollback = defineCommand({
  name: 'rollback',
  summary: 'Move a stage back to the version it led to before.',
  examples: [
    ['assay rollback wear champion --reason "worse on line 3"', 'the champion of before is champion again'],
  ],
  configure: (command) =>
    command
      .argument('<name>', 'a dataset or model')
      .argument('<stage>', 'the stage')
      .option('--reason <text>', 'why, for the audit'),
  run: async ([name = '', stage = ''], options, io) => {
    const done = await rollBackStage(projectOf({}, io), {
      name,
      stage,
      actor: actorOf(io.env, io.cwd),
      reason: textOption(options, 'reason') ?? '',
      now: new Date(),
    });
    io.out(io.json ? JSON.stringify(done) : promotedText(done, io));
    return exitCodes.ok;
  },
});
