import { exitCodes } from '../../domain/run.ts';
import { waiveRule } from '../../operations/waive.ts';
import { waiversFile } from '../../project/waivers.ts';
import { oneLine } from '../../report/neutral.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../project-options.ts';

export const waive = defineCommand({
  name: 'waive',
  summary: 'Accept the failure of one rule until a date, with an owner and a reason.',
  examples: [
    [
      'assay waive readings.temp/range --until 2026-11-30 --owner ana --reason "sensor 3 is exchanged in November"',
      `adds the waiver to ${waiversFile}; commit that file, so that others can review it`,
    ],
  ],
  configure: (command) =>
    command
      .argument('<rule>', 'the id of the rule, as a run shows it')
      .requiredOption('--until <date>', 'the last day on which the failure is accepted (UTC)')
      .requiredOption('--owner <who>', 'who answers for it')
      .requiredOption('--reason <text>', 'why it is accepted'),
  run: async ([rule = ''], options, io) => {
    const added = await waiveRule(
      io.projectFolder,
      {
        rule,
        until: textOption(options, 'until') ?? '',
        owner: textOption(options, 'owner') ?? '',
        reason: textOption(options, 'reason') ?? '',
      },
      new Date(),
    );
    const { until, owner } = added.waiver;
    if (io.json) io.out(JSON.stringify(added));
    else io.out(`Accepted until ${until}: ${oneLine(rule)} (${oneLine(owner)}). Commit ${waiversFile}.`);
    if (added.status !== 'fail') io.note(`${rule} did not fail in its last run: it was ${added.status}`);
    if (added.status === 'unknown')
      io.note('a waiver accepts failures; what could not be judged still blocks');
    return exitCodes.ok;
  },
});
