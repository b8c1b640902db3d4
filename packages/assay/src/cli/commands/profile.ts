import { exitCodes } from '../../domain/run.ts';
import { profileDataset } from '../../operations/profile.ts';
import { profileText } from '../../report/profile-text.ts';
import { defineCommand } from '../command.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption, withProjectOptions } from '../project-options.ts';

export const profile = defineCommand({
  name: 'profile',
  summary:
    'Measure a dataset: counts, ranges, moments, quantiles, distinct and frequent values of every column.',
  examples: [
    ['assay profile readings.parquet', 'shows a line a column'],
    [
      'assay profile readings.parquet --json > readings.profile.json',
      'keeps every metric and its mergeable state',
    ],
  ],
  configure: (command) =>
    withProjectOptions(
      command
        .argument('<source>', 'a dataset of assay.yaml, a file, a glob, a table URL, or - for standard input')
        .option(
          '-c, --contract <file>',
          'types the cells of text files, and says which columns are confidential',
        )
        .option('--where <expression>', 'measure these rows only')
        .option('--verbose', 'every metric of every column below the table'),
    ),
  run: async ([source = ''], options, io) => {
    const contract = textOption(options, 'contract');
    const where = textOption(options, 'where');
    const progress = progressLine(io);
    try {
      const found = await profileDataset(projectOf(options, io), {
        source,
        ...(contract === undefined ? {} : { contract }),
        ...(where === undefined ? {} : { where }),
        signal: io.signal,
        onProgress: progress.report,
        cwd: io.cwd,
      });
      progress.end();
      io.out(
        io.json ? JSON.stringify(found) : profileText(found, { ...io, verbose: options.verbose === true }),
      );
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
