import { countOf } from '../domain/count-of.ts';
import type { ColumnDrift, DriftReport } from '../domain/drift-report.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';
import { type Paint, paint } from './paint.ts';
import { problemLines } from './problem-lines.ts';

const longestName = 40;

export const chanceText = (p: number | null): string => {
  if (p === null) return '';
  if (p < 1e-15) return 'p < 1e-15';
  return p < 0.001 ? `p ${p.toExponential(0)}` : `p ${p.toPrecision(2)}`;
};

/** The rate as a person says it: 1 in 1,000. */
export const rateText = (rate: number): string => {
  const often = Math.round(1 / rate);
  return Math.abs(rate * often - 1) < 1e-9 ? `1 in ${often.toLocaleString('en')}` : String(rate);
};

const signs = { drifted: '✗', small: '~', stable: ' ', unknown: '?' } as const;

const wordsOf = ({ status, effect }: ColumnDrift): string =>
  status === 'unknown' ? 'not compared' : (effect?.word ?? '');

const testLine = ({ tests = [] }: ColumnDrift): string =>
  tests
    .map(({ test, statistic, p }) =>
      [`${test} ${statistic.toPrecision(3)}`, ...(p === undefined ? [] : [`(${chanceText(p)})`])].join(' '),
    )
    .join('  ');

const cellsOf = (one: ColumnDrift): readonly string[] => [
  signs[one.status],
  oneLine(one.column, longestName),
  wordsOf(one),
  chanceText(one.corrected),
  (one.status === 'unknown' && one.why !== undefined ? [one.why] : one.changes)
    .map((change) => oneLine(change, 100))
    .join(', '),
];

const inkOf = (ink: Paint, { status }: ColumnDrift) =>
  status === 'drifted' ? ink.red : status === 'small' ? ink.yellow : ink.dim;

const independenceLines = ({ mayBeSeries: [time] }: DriftReport): readonly string[] =>
  time === undefined
    ? []
    : [
        `rows are taken for independent; where each depends on the one before, as readings do, the rate holds with --series ${oneLine(time, longestName)} only`,
      ];

/** What drifted, a line a column; those that chance explains are counted, or listed with `verbose`. */
export const driftText = (
  found: DriftReport,
  { colour, verbose = false }: { readonly colour: boolean; readonly verbose?: boolean },
): string => {
  const ink = paint(colour);
  const shown = verbose ? found.columns : found.columns.filter(({ status }) => status !== 'stable');
  const stable = found.columns.filter(({ status }) => status === 'stable').length;
  const head = found.drifted ? ink.red(ink.bold('DRIFTED')) : ink.green(ink.bold('STABLE'));
  const lines = alignedLines(shown.map(cellsOf), []);
  return [
    `${head}  ${oneLine(found.name)}  ${countOf(found.rows.current, 'row')} against ${oneLine(found.against)}, ${countOf(found.rows.reference, 'row')}  ${found.seconds.toFixed(1)} s`,
    ...found.structure.map((one) => ink.red(`✗ ${oneLine(one, 100)}`)),
    ...shown.flatMap((one, at) => {
      const tests = testLine(one);
      return [inkOf(ink, one)(lines[at] ?? ''), ...(tests === '' ? [] : [ink.dim(`     ${tests}`)])];
    }),
    ...(stable > 0 && !verbose ? [ink.dim(`${countOf(stable, 'column')} as chance would have it`)] : []),
    ink.dim(
      `of batches without any change at most ${rateText(found.falseAlarms)} alarms; changes below ${found.minEffect} do not`,
    ),
    ...independenceLines(found).map(ink.dim),
    ...problemLines(found.problems, { colour }),
  ].join('\n');
};
