import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { promoteVersion } from '../../operations/versions/promote.ts';
import { promotedText } from '../../report/promoted-text.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../given-options.ts';
import { projectOf } from '../project-options.ts';

export const promote = defineCommand({
  name: 'promote',
  summary: 'Move a stage to a version through its gate, or agree to that where others must too.',
  examples: [
    [
      'assay promote readings@v7 approved',
      'moves readings@approved where v7 has all that assay.yaml asks; exit code 1 where not',
    ],
    ['assay promote readings@v7 approved --dry-run', 'says what is lacking, and moves nothing'],
    [
      'assay promote wear@v3 champion --override --reason "line stands still"',
      'moves it all the same, where you may, and says so in the audit',
    ],
  ],
  configure: (command) =>
    command
      .argument('<version>', 'NAME@v7, NAME@ALIAS, or NAME for the newest')
      .argument('<stage>', 'candidate, approved, champion, retired, or one of stages in assay.yaml')
      .option('--reason <text>', 'why, for the audit')
      .option('--dry-run', 'only say what is lacking: nothing moves, nobody agrees')
      .option('--override', 'move it though something is lacking; takes an owner and a reason'),
  run: async ([version = '', stage = ''], options, io) => {
    const done = await promoteVersion(projectOf({}, io), {
      version,
      stage,
      dryRun: options.dryRun === true,
      override: options.override === true,
      actor: actorOf(io.env, io.cwd),
      reason: textOption(options, 'reason') ?? '',
      now: new Date(),
    });
    io.out(io.json ? JSON.stringify(done) : promotedText(done, io));
    return done.result.outcome === 'moved' || done.result.outcome === 'stands-there'
      ? exitCodes.ok
      : exitCodes.blocked;
  },
});
