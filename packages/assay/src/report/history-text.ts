import { cellText, numberOf } from '../domain/cell.ts';
import { countOf } from '../domain/count-of.ts';
import type { History, PastVerdict, RuleHistory, RunChange, RunSummary } from '../domain/history.ts';
import { minuteOf } from '../domain/minute-of.ts';
import type { Decision } from '../domain/run.ts';
import { scoreText } from '../domain/score-text.ts';
import { alignedLines } from './columns.ts';
import { decisionText, inkedBy } from './decision-words.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { sparkline } from './sparkline.ts';

interface Options {
  readonly colour: boolean;
}

const count = (value: number | undefined): string => (value === undefined ? '' : value.toLocaleString('en'));

const tally = (runs: readonly { readonly decision: Decision | null }[]): string => {
  const blocked = runs.filter(({ decision }) => decision === 'block').length;
  return `${countOf(runs.length, 'run')}, ${blocked} blocked`;
};

const changedText = (
  mark: string,
  { count: all, rules }: RunChange['failing'],
  name: string,
): readonly string[] => {
  const [first] = rules;
  if (first === undefined) return [];
  const short =
    first.startsWith(`${name}.`) || first.startsWith(`${name}/`) ? first.slice(name.length + 1) : first;
  return [`${mark} ${oneLine(short, 50)}${all === 1 ? '' : ` and ${count(all - 1)} more`}`];
};

/** What the run found otherwise than the one before it: "✗ temp/range and 2 more, ✓ unit/pattern". */
const changesText = (change: RunChange | undefined, name: string): readonly string[] =>
  change === undefined
    ? []
    : [...changedText('✗', change.failing, name), ...changedText('✓', change.mended, name)];

const runCells = (run: RunSummary, change: RunChange | undefined): readonly string[] => [
  run.id,
  minuteOf(run.startedAt),
  decisionText(run.decision),
  count(run.rows),
  count(run.passed),
  count(run.failed),
  count(run.unknown),
  run.scores.overall === null ? '' : scoreText(run.scores.overall),
  [
    ...changesText(change, run.name),
    ...(run.waived === 0 ? [] : [`${run.waived} waived`]),
    ...(run.scope === undefined ? [] : [`where ${oneLine(run.scope, 60)}`]),
  ].join(', '),
];

/** Past runs as a person reads them: how scores and rows went, then each run, the newest first. */
export const historyText = ({ name, runs, changes }: History, { colour }: Options): string => {
  const ink = paint(colour);
  if (runs.length === 0) return `No runs of ${oneLine(name)} yet.`;
  const oldestFirst = runs.toReversed();
  const changeOf = new Map(changes.map((change) => [change.run, change]));
  const head = [
    ink.bold(oneLine(name)),
    tally(runs),
    `score ${sparkline(oldestFirst.map(({ scores }) => scores.overall))}`,
    `rows ${sparkline(oldestFirst.map(({ rows }) => rows))}`,
  ];
  const titles = [
    'run',
    'started (UTC)',
    'decision',
    'rows',
    'pass',
    'fail',
    'unknown',
    'score',
    changes.length === 0 ? '' : 'since the run before',
  ];
  const [title = '', ...lines] = alignedLines(
    [titles, ...runs.map((run) => runCells(run, changeOf.get(run.id)))],
    [3, 4, 5, 6, 7],
  );
  return [
    head.join('  '),
    '',
    ink.dim(title),
    ...lines.map((line, index) => inkedBy(runs[index]?.decision ?? null, line, ink)),
  ].join('\n');
};

const foundBy = ({ observed, count: exceptions }: PastVerdict): number | undefined =>
  observed === undefined ? exceptions : numberOf(observed);

const verdictCells = (verdict: PastVerdict): readonly string[] => [
  verdict.run,
  minuteOf(verdict.startedAt),
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
