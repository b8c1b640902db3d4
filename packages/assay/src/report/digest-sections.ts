import { countOf } from '../domain/count-of.ts';
import type { Digest, DigestDataset, DigestKind, DigestRule, DigestWaiver } from '../domain/digest.ts';
import {
  isInOrderAgain,
  isMissing,
  kindTitles,
  lineName,
  missingFacts,
  missingTitle,
  ruleFacts,
  ruleName,
  ruleSections,
  waiverFacts,
  waiversTitle,
} from '../domain/digest-words.ts';
import { scoreText } from '../domain/score-text.ts';
import { oneLine } from './neutral.ts';
import type { Paint } from './paint.ts';
import { sparkline } from './sparkline.ts';

/** One part of a digest on a terminal. */
export interface DigestSection {
  readonly title: string;
  /** How many there are, with those that are not among the rows. */
  readonly count: number;
  /** Cells; what comes first matters most. */
  readonly rows: readonly (readonly string[])[];
  /** What stands above the cells, where there is something. */
  readonly head?: readonly string[];
  /** Columns set to the right. */
  readonly right?: readonly number[];
  readonly ink: (line: string) => string;
}

const markOf = (rule: DigestRule): string => {
  const { severity, status } = rule;
  if (isInOrderAgain(rule)) return '✓';
  if (status === 'unknown' || status === undefined) return '?';
  return severity === 'warn' ? '!' : severity === 'info' ? 'i' : '✗';
};

const ruleRow = (rule: DigestRule): readonly string[] => [
  `${markOf(rule)} ${oneLine(ruleName(rule))}${rule.scope === undefined ? '' : ` where ${oneLine(rule.scope, 60)}`}`,
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

/** A number, and in brackets what it was the week before where that is another. */
export const was = (now: string, before: string | undefined): string =>
  before === undefined || before === now ? now : `${now} (${before})`;

const datasetRow = (dataset: DigestDataset): readonly string[] => {
  const { runs, runsBefore, blocked, rows, rowsBefore, score, scoreBefore, trend } = dataset;
  const { quarantined = 0 } = dataset;
  const scoreWas = scoreBefore === undefined ? undefined : scoreText(scoreBefore);
  return [
    oneLine(lineName(dataset), 60),
    was(String(runs), String(runsBefore)),
    String(blocked),
    sparkline(trend.map((day) => day.score)),
    score === undefined ? '' : was(scoreText(score), scoreWas),
    sparkline(trend.map((day) => day.rows)),
    rows === undefined ? '' : was(rows.toLocaleString('en'), rowsBefore?.toLocaleString('en')),
    quarantined === 0 ? '' : `${countOf(quarantined, 'row')} quarantined`,
  ];
};

const plain = (line: string): string => line;

/** The parts of a digest that have something to tell, what matters most first. */
export const digestSections = (digest: Digest, ink: Paint): readonly DigestSection[] => {
  const { datasets, waivers, leftOut } = digest;
  const inks: Partial<Record<DigestKind, DigestSection['ink']>> = {
    'newly failing': ink.red,
    'newly passing': ink.green,
  };
  return [
    {
      title: missingTitle,
      count: digest.missing.either,
      rows: datasets.filter(isMissing).map(missingRow),
      ink: ink.red,
    },
    ...ruleSections(digest).map(({ kind, count, rules }) => ({
      title: kindTitles[kind],
      count,
      rows: rules.map(ruleRow),
      ink: inks[kind] ?? plain,
    })),
    { title: waiversTitle(digest), count: waivers.length, rows: waivers.map(waiverRow), ink: plain },
    {
      title: 'Datasets',
      count: datasets.length + leftOut.datasets,
      rows: datasets.map(datasetRow),
      head: ['dataset', 'runs (before)', 'blocked', 'score', '', 'rows', '', ''],
      right: [1, 2],
      ink: plain,
    },
  ].filter(({ count }) => count > 0);
};
