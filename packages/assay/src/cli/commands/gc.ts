import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { tidyObjects } from '../../operations/versions/tidy.ts';
import { tidyRemoteOf } from '../../operations/versions/tidy-remote.ts';
import { tidiedText } from '../../report/tidied-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption } from '../project-options.ts';

const daysOf = (given = ''): number => {
  const [, days] = /^(\d{1,5})d?$/.exec(given) ?? [];
  return days === undefined
    ? refuse('usage', `--grace ${given} is no time`, 'write --grace 7d')
    : Number(days);
};

export const gc = defineCommand({
  name: 'gc',
  summary: 'Take away kept bytes that no version needs, such as those of additions that were interrupted.',
  examples: [
    ['assay gc --dry-run', 'says how much would go'],
    ['assay gc --grace 0d', 'takes away what nobody uses at this moment'],
    ['assay gc --remote --grace 30d', 'sets aside on the remote what pushes left that were interrupted'],
  ],
  configure: (command) =>
    command
      .option('--remote', 'on the remote of assay.yaml, where what goes is set aside for a day or two first')
      .option('--dry-run', 'only say how much would go')
      .option('--grace <days>', 'what was used in so many last days stays', '7d'),
  run: async (_args, options, io) => {
    const graceDays = daysOf(textOption(options, 'grace'));
    const progress = progressLine(io);
    try {
      const tidy = options.remote === true ? tidyRemoteOf : tidyObjects;
      const done = await tidy(projectOf({}, io), {
        graceDays,
        dryRun: options.dryRun === true,
        signal: io.signal,
        onProgress: (files) => progress.report('what is kept', { phase: 'tidy', done: 0, total: 1, files }),
      });
      progress.end();
      io.out(io.json ? JSON.stringify(done) : tidiedText(done));
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
