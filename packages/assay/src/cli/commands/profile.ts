import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import type { Profile } from '../../domain/profile.ts';
import { exitCodes } from '../../domain/run.ts';
import { profileDataset } from '../../operations/profile.ts';
import { writeWhole } from '../../project/write-whole.ts';
import { oneLine } from '../../report/neutral.ts';
import { profileText } from '../../report/profile-text.ts';
import { defineCommand, type Io } from '../command.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { progressLine } from '../progress.ts';
import { projectOf, textOption, withProjectOptions } from '../project-options.ts';

/** Where the page goes; undefined where none is asked for. */
const htmlFile = (options: Readonly<Record<string, unknown>>, { cwd }: Io): string | undefined => {
  const named = textOption(options, 'html');
  if (named !== undefined) return resolve(cwd, named);
  return options.open === true ? join(mkdtempSync(join(tmpdir(), 'assay-page-')), 'profile.html') : undefined;
};

const writeHtml = async (found: Profile, earlier: Profile | undefined, path: string): Promise<void> => {
  const { htmlOfProfile } = await import('../../operations/html-report.ts');
  writeWhole(path, htmlOfProfile(found, earlier));
};

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
        .option('--verbose', 'every metric of every column below the table')
        .option('--against <source>', 'beside another source, on the HTML page')
        .option('--html <file>', 'write an HTML page')
        .option('--open', 'write an HTML page and open it'),
    ),
  run: async ([source = ''], options, io) => {
    const contract = textOption(options, 'contract');
    const where = textOption(options, 'where');
    const html = htmlFile(options, io);
    const against = textOption(options, 'against');
    if (against !== undefined && html === undefined)
      refuse('usage', '--against is for the HTML page', 'add --html FILE or --open');
    const progress = progressLine(io);
    const measured = (of: string): Promise<Profile> =>
      profileDataset(projectOf(options, io), {
        source: of,
        ...(contract === undefined ? {} : { contract }),
        ...(where === undefined ? {} : { where }),
        signal: io.signal,
        onProgress: progress.report,
        cwd: io.cwd,
      });
    try {
      const found = await measured(source);
      const earlier = against === undefined ? undefined : await measured(against);
      progress.end();
      io.out(
        io.json ? JSON.stringify(found) : profileText(found, { ...io, verbose: options.verbose === true }),
      );
      if (html === undefined) return exitCodes.ok;
      await writeHtml(found, earlier, html);
      io.note(`wrote ${oneLine(relative(io.cwd, html))}`);
      if (options.open === true) openInBrowser(html, io);
      return exitCodes.ok;
    } finally {
      progress.end();
    }
  },
});
