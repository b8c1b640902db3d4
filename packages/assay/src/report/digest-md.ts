import { countOf } from '../domain/count-of.ts';
import type { Digest, DigestDataset, DigestRule, DigestWaiver } from '../domain/digest.ts';
import {
  directionOf,
  headlineOf,
  isMissing,
  kindTitles,
  missingFacts,
  missingTitle,
  ruleFacts,
  ruleName,
  ruleSections,
  totalsOf,
  waiverFacts,
  waiversTitle,
} from '../domain/digest-words.ts';
import { minuteOf } from '../domain/minute-of.ts';
import { scoreText } from '../domain/score-text.ts';
import { cells, fitting } from './markdown-table.ts';
import { cellCode, markdownCode, markdownText } from './markdown-text.ts';
import { sparkline } from './sparkline.ts';

/** A comment on GitHub holds 65,536 characters; each section gets a part of that. */
const room = 6000;

const marks = { worse: '❌', better: '✅', steady: '➖' } as const;

const table = (
  title: string,
  count: number,
  titles: readonly string[],
  rows: readonly string[],
): readonly string[] => {
  if (count === 0) return [];
  const kept = fitting(rows, room, () => '').filter((row) => row !== '');
  const left = count - kept.length;
  return [
    '',
    `**${title}** (${count.toLocaleString('en')})`,
    '',
    cells(...titles),
    cells(...titles.map(() => '---')),
    ...kept,
    ...(left === 0 ? [] : ['', `${left.toLocaleString('en')} more`]),
  ];
};

const scoped = (scope: string | undefined): string =>
  scope === undefined ? '' : ` where ${markdownCode(scope, 100)}`.replaceAll('|', '\\|');

const ruleRow = (rule: DigestRule): string =>
  cells(
    cellCode(ruleName(rule)) + scoped(rule.scope),
    rule.severity ?? '',
    ruleFacts(rule),
    markdownText(rule.message ?? '', 200),
  );

const waiverRow = (waiver: DigestWaiver): string =>
  cells(
    cellCode(waiver.rule),
    markdownText(waiverFacts(waiver)),
    markdownText(waiver.owner),
    markdownText(waiver.reason),
  );

const was = (now: string, before: string | undefined): string =>
  before === undefined || before === now ? now : `**${now}** (${before})`;

const datasetRow = (dataset: DigestDataset): string => {
  const { name, scope, runs, runsBefore, blocked, rows, rowsBefore, trend, quarantined = 0 } = dataset;
  const { score, scoreBefore } = dataset;
  return cells(
    cellCode(name) + scoped(scope),
    was(String(runs), String(runsBefore)),
    String(blocked),
    score === undefined
      ? ''
      : was(scoreText(score), scoreBefore === undefined ? undefined : scoreText(scoreBefore)),
    sparkline(trend.map((day) => day.score)),
    rows === undefined ? '' : was(rows.toLocaleString('en'), rowsBefore?.toLocaleString('en')),
    sparkline(trend.map((day) => day.rows)),
    quarantined === 0 ? '' : quarantined.toLocaleString('en'),
  );
};

const totals = (digest: Digest): string =>
  totalsOf(digest)
    .map(({ name, now, before }) => `${name} ${was(now.toLocaleString('en'), before.toLocaleString('en'))}`)
    .join(' · ');

/** A digest as Markdown, for a chat, an issue or a page; what does not fit is counted. In brackets stands what the week before had. */
export const digestMarkdown = (digest: Digest): string => {
  const { names, days, now, datasets, leftOut } = digest;
  return `${[
    `### ${marks[directionOf(digest)]} Digest${names.length === 0 ? '' : ` of ${names.map((name) => markdownCode(name)).join(', ')}`}`,
    '',
    `${headlineOf(digest)}  `,
    `${countOf(days, 'day')} to ${minuteOf(now)} UTC, beside as many before (in brackets) · ${totals(digest)}`,
    ...table(
      missingTitle,
      digest.missing.either,
      ['dataset', 'what happened'],
      datasets
        .filter(isMissing)
        .map((one) => cells(cellCode(one.name) + scoped(one.scope), markdownText(missingFacts(one)))),
    ),
    ...ruleSections(digest).flatMap(({ kind, count, rules }) =>
      table(
        kindTitles[kind],
        count,
        ['rule', 'severity', 'in this time', 'what was found'],
        rules.map(ruleRow),
      ),
    ),
    ...table(
      waiversTitle(digest),
      digest.waivers.length,
      ['rule', 'when', 'owner', 'reason'],
      digest.waivers.map(waiverRow),
    ),
    ...table(
      'Datasets',
      datasets.length + leftOut.datasets,
      ['dataset', 'runs', 'blocked', 'score', 'by day', 'rows', 'by day', 'rows quarantined'],
      datasets.map(datasetRow),
    ),
  ].join('\n')}\n`;
};
