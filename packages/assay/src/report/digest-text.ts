import { countOf } from '../domain/count-of.ts';
import type { Digest, DigestDataset, DigestRule, DigestWaiver } from '../domain/digest.ts';
import {
  directionOf,
  headlineOf,
  isMissing,
  kindTitles,
  lineName,
  minuteOf,
  missingFacts,
  ruleFacts,
  ruleSections,
  totalsOf,
  waiverFacts,
  waiversTitle,
} from '../domain/digest-words.ts';
import { scoreText } from '../domain/score-text.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { sparkline } from './sparkline.ts';
import { cutTo, wrap } from './width.ts';

interface Options {
  readonly colour: boolean;
  readonly width?: number;
}

interface Section {
  readonly title: string;
  /** How many there are, with those that are not among the rows. */
  readonly count: number;
  /** Marks and cells; of the last cell what does not fit is cut. */
  readonly rows: readonly (readonly string[])[];
  readonly ink: (line: string) => string;
}

/** A screen of forty lines: the head, ten titles, and so many lines below them. */
const mostLines = 26;
/** Every section shows so many of its lines before one shows more. */
const leastLines = 2;

/** How many lines each section gets: the least of each, then the first ones more. */
const allotted = (sizes: readonly number[]): readonly number[] => {
  const shares = sizes.map((size) => Math.min(size, leastLines));
  let left = mostLines - shares.reduce((sum, share) => sum + share, 0);
  return sizes.map((size, at) => {
    const more = Math.max(0, Math.min(left, size - (shares[at] ?? 0)));
    left -= more;
    return (shares[at] ?? 0) + more;
  });
};

const markOf = ({ severity, status, kind }: DigestRule): string => {
  if (kind === 'newly passing' || kind === 'failed meanwhile') return '✓';
  if (status === 'unknown' || status === undefined) return '?';
  return severity === 'warn' ? '!' : severity === 'info' ? 'i' : '✗';
};

const ruleRow = (rule: DigestRule): readonly string[] => [
  `${markOf(rule)} ${oneLine(rule.rule)}${rule.scope === undefined ? '' : ` where ${oneLine(rule.scope, 60)}`}`,
  ruleFacts(rule),
  oneLine(rule.message ?? '', 200),
];

const waiverRow = (waiver: DigestWaiver): readonly string[] => [
  `~ ${oneLine(waiver.rule)}`,
  waiverFacts(waiver),
  oneLine(`${waiver.owner}: ${waiver.reason}`, 200),
];

const missingRow = (dataset: DigestDataset): readonly string[] => [
  `✗ ${oneLine(lineName(dataset), 60)}`,
  oneLine(missingFacts(dataset), 300),
];

const was = (now: string, before: string | undefined): string =>
  before === undefined || before === now ? now : `${now} (${before})`;

const datasetRow = (dataset: DigestDataset): readonly string[] => {
  const { runs, runsBefore, blocked, rows, rowsBefore, score, scoreBefore, trend, quarantined = 0 } = dataset;
  return [
    `  ${oneLine(lineName(dataset), 60)}`,
    was(String(runs), String(runsBefore)),
    String(blocked),
    sparkline(trend.map((day) => day.score)),
    score === undefined
      ? ''
      : was(scoreText(score), scoreBefore === undefined ? undefined : scoreText(scoreBefore)),
    sparkline(trend.map((day) => day.rows)),
    rows === undefined ? '' : was(rows.toLocaleString('en'), rowsBefore?.toLocaleString('en')),
    quarantined === 0 ? '' : `${countOf(quarantined, 'row')} quarantined`,
  ];
};

const sectionsOf = (digest: Digest, ink: Paint): readonly Section[] => {
  const missing = digest.datasets.filter(isMissing);
  const plain = (line: string): string => line;
  return [
    {
      title: 'Without a run, or not checked',
      count: missing.length,
      rows: missing.map(missingRow),
      ink: ink.red,
    },
    ...ruleSections(digest).map(({ kind, count, rules }) => ({
      title: kindTitles[kind],
      count,
      rows: rules.map(ruleRow),
      ink: { 'newly failing': ink.red, 'newly passing': ink.green }[kind as string] ?? plain,
    })),
    {
      title: waiversTitle(digest),
      count: digest.waivers.length,
      rows: digest.waivers.map(waiverRow),
      ink: plain,
    },
  ].filter(({ count }) => count > 0);
};

const more = (count: number, shown: number): string =>
  count === shown ? String(count) : `${count.toLocaleString('en')}, ${shown} shown`;

const linesOf = (
  { title, count, rows, ink: inked }: Section,
  most: number,
  ink: Paint,
  fit: (line: string) => string,
): readonly string[] => {
  const shown = rows.slice(0, most);
  return [
    `${ink.bold(title)} ${ink.dim(`(${more(count, shown.length)})`)}`,
    ...alignedLines(shown, []).map((line) => inked(fit(`  ${line}`))),
  ];
};

const titles = ['  dataset', 'runs (before)', 'blocked', 'score', '', 'rows', '', ''];

const datasetLines = (
  { datasets, leftOut }: Digest,
  most: number,
  ink: Paint,
  fit: (line: string) => string,
): readonly string[] => {
  if (datasets.length === 0) return [];
  const shown = datasets.slice(0, most);
  const [title = '', ...lines] = alignedLines([titles, ...shown.map(datasetRow)], [1, 2]);
  return [
    `${ink.bold('Datasets')} ${ink.dim(`(${more(datasets.length + leftOut.datasets, shown.length)})`)}`,
    ink.dim(fit(title)),
    ...lines.map(fit),
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
  const sections = sectionsOf(digest, ink);
  const lines = allotted([...sections.map(({ rows }) => rows.length), digest.datasets.length]);
  const of = digest.names.length === 0 ? '' : ` of ${oneLine(digest.names.join(', '), 100)}`;
  return [
    ink.bold(
      fit(
        `Digest${of}: ${countOf(digest.days, 'day')} to ${minuteOf(digest.now)} UTC, beside as many before (in brackets)`,
      ),
    ),
    ...wrap(headlineOf(digest), width).map(tone),
    fit(totalWords(digest)),
    '',
    ...sections.flatMap((section, at) => linesOf(section, lines[at] ?? 0, ink, fit)),
    ...datasetLines(digest, lines.at(-1) ?? 0, ink, fit),
  ].join('\n');
};
