import { countOf } from '../domain/count-of.ts';
import type { Histories, RunSummary } from '../domain/history.ts';
import { minuteOf } from '../domain/minute-of.ts';
import type { Decision } from '../domain/run.ts';
import { scoreText } from '../domain/score-text.ts';
import { alignedLines } from './columns.ts';
import { decisionText, inkedBy } from './decision-words.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';
import { sparkline } from './sparkline.ts';
import { cutTo } from './width.ts';

interface Options {
  readonly colour: boolean;
  readonly width?: number;
}

const marks: Readonly<Record<Decision, string>> = { admit: '✓', warn: '!', block: '✗' };

const markOf = ({ decision }: RunSummary): string => (decision === null ? '?' : marks[decision]);

const lastScore = (runs: readonly RunSummary[]): string => {
  const score = runs[0]?.scores.overall ?? null;
  return score === null ? '' : scoreText(score);
};

const cellsOf = ({ name, runs }: Histories['histories'][number]): readonly string[] => {
  const oldestFirst = runs.toReversed();
  const [last] = runs;
  return [
    oneLine(name, 60),
    last === undefined ? '' : minuteOf(last.startedAt),
    last === undefined ? '' : decisionText(last.decision),
    oldestFirst.map(markOf).join(''),
    sparkline(oldestFirst.map(({ scores }) => scores.overall)),
    lastScore(runs),
    sparkline(oldestFirst.map(({ rows }) => rows)),
    last?.rows === undefined ? '' : last.rows.toLocaleString('en'),
  ];
};

const titles = ['dataset', 'last run (UTC)', 'decision', 'last runs', 'score', '', 'rows', ''];

/** Every dataset on one line: how its last run went, and those before it, the newest at the right. */
export const historiesText = ({ histories, leftOut }: Histories, { colour, width }: Options): string => {
  if (histories.length === 0) return 'No runs yet.';
  const ink = paint(colour);
  const fit = (line: string): string => (width === undefined ? line : cutTo(line, width));
  const [title = '', ...lines] = alignedLines([titles, ...histories.map(cellsOf)], [5, 7]);
  return [
    ink.dim(fit(title)),
    ...lines.map((line, at) => inkedBy(histories[at]?.runs[0]?.decision ?? null, fit(line), ink)),
    ...(leftOut === 0 ? [] : [`… ${countOf(leftOut, 'more dataset')}`]),
  ].join('\n');
};
