import { countOf } from '../domain/count-of.ts';
import type { Digest } from '../domain/digest.ts';
import { directionOf, headlineOf, totalsOf } from '../domain/digest-words.ts';
import { minuteOf } from '../domain/minute-of.ts';
import { alignedLines } from './columns.ts';
import { type DigestSection, digestSections, was } from './digest-sections.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { cutTo, wrap } from './width.ts';

interface Options {
  readonly colour: boolean;
  readonly width?: number;
}

const screen = 40;
/** Every section shows so many of its rows before one shows more. */
const leastRows = 2;

/** How many rows each section gets of those there is room for: the least of each, then the first ones more. */
const allotted = (sizes: readonly number[], room: number): readonly number[] => {
  let left = room - sizes.reduce((sum, size) => sum + Math.min(size, leastRows), 0);
  return sizes.map((size) => {
    const more = Math.max(0, Math.min(left, size - leastRows));
    left -= more;
    return Math.min(size, leastRows) + more;
  });
};

const sectionLines = (
  { title, count, rows, head, right = [], ink: inked }: DigestSection,
  most: number,
  ink: Paint,
  fit: (line: string) => string,
): readonly string[] => {
  const shown = rows.slice(0, most);
  const heads = head === undefined ? [] : [head];
  const counted =
    count === shown.length ? String(count) : `${count.toLocaleString('en')}, ${shown.length} shown`;
  const lines = alignedLines([...heads, ...shown], right).map((line) => fit(`  ${line}`));
  return [
    ink.bold(fit(`${title} (${counted})`)),
    ...lines.map((line, at) => (at < heads.length ? ink.dim(line) : inked(line))),
  ];
};

const totalWords = (digest: Digest): string =>
  totalsOf(digest)
    .map(({ name, now, before }) => `${name} ${was(now.toLocaleString('en'), before.toLocaleString('en'))}`)
    .join('  ');

/** A digest on one screen of a terminal; what does not fit is counted. In brackets stands what the week before had. */
export const digestText = (digest: Digest, { colour, width }: Options): string => {
  const ink = paint(colour);
  const fit = (line: string): string => (width === undefined ? line : cutTo(line, width));
  const tone = { worse: ink.red, better: ink.green, steady: (text: string) => text }[directionOf(digest)];
  const of = digest.names.length === 0 ? '' : ` of ${oneLine(digest.names.join(', '), 100)}`;
  const time = `${countOf(digest.days, 'day')} to ${minuteOf(digest.now)} UTC`;
  const top = [
    ink.bold(fit(`Digest${of}: ${time}, beside as many before (in brackets)`)),
    ...wrap(headlineOf(digest), width).map(tone),
    fit(totalWords(digest)),
    '',
  ];
  const sections = digestSections(digest, ink);
  const titles = sections.reduce((sum, { head }) => sum + (head === undefined ? 1 : 2), 0);
  const rows = allotted(
    sections.map((section) => section.rows.length),
    screen - top.length - titles,
  );
  return [...top, ...sections.flatMap((section, at) => sectionLines(section, rows[at] ?? 0, ink, fit))].join(
    '\n',
  );
};
