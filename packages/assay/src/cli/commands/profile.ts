import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import type { Profile } from '../../domain/profile.ts';
import { exitCodes } from '../../domain/run.ts';
import type { LookOptions } from '../../operations/look-at.ts';
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

/** How many suspects are listed; undefined where none are asked for. */
const suspectsWanted = ({
  suspects,
  html,
  open,
  against,
}: Readonly<Record<string, unknown>>): number | undefined => {
  if (suspects === undefined) return undefined;
  if (html !== undefined || open !== undefined || against !== undefined)
    refuse('usage', '--suspects lists cells and makes no page', 'leave out --html, --open and --against');
  const most = suspects === true ? 20 : Number(suspects);
  return Number.isInteger(most) && most > 0
    ? most
    : refuse('usage', `--suspects ${String(suspects)} is no count of cells`, 'write --suspects 50');
};

const listSuspects = async (
  options: Readonly<Record<string, unknown>>,
  io: Io,
  asked: LookOptions & { readonly most: number },
): Promise<string> => {
  const { suspectsOf } = await import('../../operations/suspects.ts');
  const found = await suspectsOf(projectOf(options, io), asked);
  if (io.json) return JSON.stringify(found);
  const { suspectsText } = await import('../../report/suspects-text.ts');
  return suspectsText(found, io);
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
    [
      'assay profile orders.csv --suspects 50',
      'lists the 50 cells that are most probably wrong, with reasons',
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
        .option('--open', 'write an HTML page and open it')
        .option('--suspects [count]', 'list the cells that are probably wrong instead, 20 by default'),
    ),
  run: async ([source = ''], options, io) => {
    const contract = textOption(options, 'contract');
    const where = textOption(options, 'where');
    const html = htmlFile(options, io);
    const against = textOption(options, 'against');
    if (against !== undefined && html === undefined)
      refuse('usage', '--against is for the HTML page', 'add --html FILE or --open');
    const most = suspectsWanted(options);
    const progress = progressLine(io);
    const asked = (of: string): LookOptions => ({
      source: of,
      ...(contract === undefined ? {} : { contract }),
      ...(where === undefined ? {} : { where }),
      signal: io.signal,
      onProgress: progress.report,
      cwd: io.cwd,
    });
    const measured = (of: string): Promise<Profile> => profileDataset(projectOf(options, io), asked(of));
    try {
      if (most !== undefined) {
        const listed = await listSuspects(options, io, { ...asked(source), most });
        progress.end();
        io.out(listed);
        return exitCodes.ok;
      }
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
