import { resolve } from 'node:path';
import { exitCodes } from '../../../domain/run.ts';
import { releaseQuarantine } from '../../../operations/release-quarantine.ts';
import { oneLine } from '../../../report/neutral.ts';
import type { CliCommand } from '../../command.ts';
import { textOption } from '../../project-options.ts';

export const release: CliCommand = {
  name: 'release',
  summary: 'Put rows back, with an owner and a reason.',
  examples: [
    [
      'assay quarantine release r7 --owner ana --reason "sensor 3 was right after all"',
      'writes the rows to a file as the source had them, and records who accepted them',
    ],
    [
      'assay quarantine release r7 --rule readings.temp/range --to back.parquet --owner ana --reason "new limit"',
      'releases the rows that fail no other rule',
    ],
  ],
  configure: (command) =>
    command
      .argument('<run>', 'the run whose rows are put back')
      .option('--rule <id>', 'accept only this rule')
      .option('--to <file>', 'write the rows here (default: beside the quarantined rows)')
      .requiredOption('--owner <who>', 'who answers for it')
      .requiredOption('--reason <text>', 'why the rows are good after all'),
  run: async ([run = ''], options, io) => {
    const [rule, to] = [textOption(options, 'rule'), textOption(options, 'to')];
    const done = await releaseQuarantine(io.projectFolder, {
      run,
      owner: textOption(options, 'owner') ?? '',
      reason: textOption(options, 'reason') ?? '',
      ...(rule === undefined ? {} : { rule }),
      ...(to === undefined ? {} : { to: resolve(io.cwd, to) }),
    });
    if (io.json) io.out(JSON.stringify(done));
    else {
      const stay = done.stay === 0 ? '' : `; ${done.stay.toLocaleString('en')} that fail other rules stay`;
      io.out(
        `Released ${done.rows.toLocaleString('en')} row${done.rows === 1 ? '' : 's'} of ${oneLine(done.dataset)}: ${oneLine(done.file)}${stay}`,
      );
    }
    return exitCodes.ok;
  },
};
