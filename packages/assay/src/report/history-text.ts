import { cellText, numberOf } from '../domain/cell.ts';
import { countOf } from '../domain/count-of.ts';
import type { History, PastVerdict, RuleHistory, RunSummary } from '../domain/history.ts';
import type { Decision } from '../domain/run.ts';
import { scoreText } from '../domain/score-text.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { sparkline } from './sparkline.ts';

interface Options {
  readonly colour: boolean;
}

const count = (value: number | undefined): string => (value === undefined ? '' : value.toLocaleString('en'));

/** To the minute, in UTC. */
const minute = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;

const decisionText = (decision: Decision | null): string => decision ?? 'could not run';

const inked = (line: string, decision: Decision | null, ink: Paint): string => {
  if (decision === 'admit') return line;
  return decision === 'warn' ? ink.yellow(line) : ink.red(line);
};

const tally = (runs: readonly { readonly decision: Decision | null }[]): string => {
  const blocked = runs.filter(({ decision }) => decision === 'block').length;
  return `${countOf(runs.length, 'run')}, ${blocked} blocked`;
};

const runCells = (run: RunSummary): readonly string[] => [
  run.id,
  minute(run.startedAt),
  decisionText(run.decision),
  count(run.rows),
  count(run.passed),
  count(run.failed),
  count(run.unknown),
  run.scores.overall === null ? '' : scoreText(run.scores.overall),
  [
    ...(run.waived === 0 ? [] : [`${run.waived} waived`]),
    ...(run.scope === undefined ? [] : [`where ${oneLine(run.scope, 60)}`]),
  ].join(', '),
];

/** Past runs as a person reads them: how scores and rows went, then each run, the newest first. */
export const historyText = ({ name, runs }: History, { colour }: Options): string => {
  const ink = paint(colour);
  if (runs.length === 0) return `No runs of ${oneLine(name)} yet.`;
  const oldestFirst = runs.toReversed();
  const head = [
    ink.bold(oneLine(name)),
    tally(runs),
    `score ${sparkline(oldestFirst.map(({ scores }) => scores.overall))}`,
    `rows ${sparkline(oldestFirst.map(({ rows }) => rows))}`,
  ];
  const titles = ['run', 'started (UTC)', 'decision', 'rows', 'pass', 'fail', 'unknown', 'score', ''];
  const [title = '', ...lines] = alignedLines([titles, ...runs.map(runCells)], [3, 4, 5, 6, 7]);
  return [
    head.join('  '),
    '',
    ink.dim(title),
    ...lines.map((line, index) => inked(line, runs[index]?.decision ?? null, ink)),
  ].join('\n');
};

const foundBy = ({ observed, count: exceptions }: PastVerdict): number | undefined =>
  observed === undefined ? exceptions : numberOf(observed);

const verdictCells = (verdict: PastVerdict): readonly string[] => [
  verdict.run,
  minute(verdict.startedAt),
  `${verdict.status}${verdict.waived ? ' (waived)' : ''}`,
  verdict.observed === undefined ? '' : oneLine(cellText(verdict.observed), 40),
  count(verdict.count),
  count(verdict.total),
];

const inkedStatus = (line: string, { status }: PastVerdict, ink: Paint): string => {
  if (status === 'pass' || status === 'not-applicable') return line;
  return status === 'fail' ? ink.red(line) : ink.yellow(line);
};

const rangeText = (expected: RuleHistory['expected']): string =>
  expected === undefined
    ? ''
    : `  expected ${expected.low.toLocaleString('en')} to ${expected.high.toLocaleString('en')}`;

/** What one rule found, run by run, the newest first. */
export const ruleHistoryText = (
  { name, rule, expected, verdicts }: RuleHistory,
  { colour }: Options,
): string => {
  const ink = paint(colour);
  if (verdicts.length === 0) return `No run of ${oneLine(name)} judged ${oneLine(rule)}.`;
  const failed = verdicts.filter(({ status }) => status === 'fail').length;
  const observed = sparkline(verdicts.toReversed().map(foundBy));
  const titles = ['run', 'started (UTC)', 'status', 'observed', 'exceptions', 'of'];
  const [title = '', ...lines] = alignedLines([titles, ...verdicts.map(verdictCells)], [3, 4, 5]);
  return [
    `${ink.bold(oneLine(rule))}  ${countOf(verdicts.length, 'verdict')}, ${failed} failed  observed ${observed}${rangeText(expected)}`,
    '',
    ink.dim(title),
    ...lines.map((line, index) => {
      const verdict = verdicts[index];
      return verdict === undefined ? line : inkedStatus(line, verdict, ink);
    }),
  ].join('\n');
};
