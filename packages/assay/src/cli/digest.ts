import { relative } from 'node:path';
import type { Digest } from '../domain/digest.ts';
import { suggestion } from '../domain/nearest.ts';
import { refuse } from '../domain/problem.ts';
import { digestHistory } from '../operations/digest.ts';
import { digestMarkdown } from '../report/digest-md.ts';
import { digestText } from '../report/digest-text.ts';
import { oneLine } from '../report/neutral.ts';
import type { Io } from './command.ts';
import { countOption, textOption } from './given-options.ts';
import { nowOption } from './now-option.ts';
import { openInBrowser } from './open-in-browser.ts';
import { printOrWrite, writePage } from './report-file.ts';

type Options = Readonly<Record<string, unknown>>;

const formats = ['text', 'md', 'html', 'json'] as const;
type Format = (typeof formats)[number];

const formatOf = (options: Options, json: boolean): Format => {
  const given = textOption(options, 'format');
  const wanted = given ?? (json ? 'json' : options.open === true ? 'html' : 'text');
  const format =
    formats.find((one) => one === wanted) ??
    refuse('usage', `there is no digest as ${wanted}`, suggestion(wanted, formats));
  if (json && format !== 'json')
    return refuse('usage', `--json and --format ${format} contradict each other`, 'leave one of them out');
  if (options.open === true && format !== 'html')
    return refuse('usage', `--open is for the HTML page, not for ${format}`, 'write --format html');
  return format;
};

const written = (
  digest: Digest,
  format: Exclude<Format, 'html'>,
  { colour, width }: Io,
  toFile: boolean,
): string => {
  if (format === 'json') return JSON.stringify(digest);
  if (format === 'md') return digestMarkdown(digest).trimEnd();
  return digestText(
    digest,
    toFile || width === undefined ? { colour: !toFile && colour } : { colour, width },
  );
};

/** `assay history --digest`: what became of the datasets in the last days, as a person, a chat, a browser or a program reads it. */
export const showDigest = async (names: readonly string[], options: Options, io: Io): Promise<void> => {
  const format = formatOf(options, io.json);
  const digest = await digestHistory(io.projectFolder, {
    names,
    days: countOption('days', textOption(options, 'days') ?? '7', 'days', 7),
    ...nowOption(textOption(options, 'now')),
  });
  const file = textOption(options, 'out');
  if (format === 'html') {
    const { htmlOfDigest } = await import('../operations/html-report.ts');
    const path = writePage(htmlOfDigest(digest), `digest-${digest.now.slice(0, 10)}`, file, io);
    io.out(oneLine(relative(io.cwd, path)));
    if (options.open === true) openInBrowser(path, io);
    return;
  }
  printOrWrite(written(digest, format, io, file !== undefined), file, io);
};
