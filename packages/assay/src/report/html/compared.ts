import type { ComparedRun, ComparedVerdict } from '../../domain/compared-run.ts';
import type { ColumnProfile } from '../../domain/profile.ts';
import type { ShownProfile } from '../../domain/report-data.ts';
import type { Run } from '../../domain/run.ts';
import type { Verdict } from '../../domain/verdict.ts';

/** A demand may hold numbers of the data: it is kept only where the contract has changed since. */
const verdictOf = (
  { rule, severity, status, expected, count, waived }: Verdict,
  contractChanged: boolean,
): ComparedVerdict => ({
  rule,
  severity,
  status,
  ...(expected === undefined || !contractChanged ? {} : { expected }),
  ...(count === undefined ? {} : { count }),
  ...(waived === undefined ? {} : { waived }),
});

/** What a page shows of the run that another is compared with, and no more values than that. */
export const comparedRun = (
  { id, startedAt, decision, contract, scores, subject, verdicts }: Run,
  run: Run | undefined,
): ComparedRun => ({
  id,
  startedAt,
  decision,
  ...(contract === undefined ? {} : { contract }),
  scores,
  subject: { name: subject.name, ...(subject.rows === undefined ? {} : { rows: subject.rows }) },
  verdicts: verdicts.map((verdict) => verdictOf(verdict, contract?.sha256 !== run?.contract?.sha256)),
});

/** Metrics that stand beside the present ones, of any column and of those whose values may be shown. */
const comparedCounts = ['nulls', 'approxDistinct'];
const comparedValues = ['mean', 'moments'];

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const picked = (metrics: ColumnProfile['metrics'], ids: readonly string[]): ColumnProfile['metrics'] =>
  Object.fromEntries(Object.entries(metrics).filter(([id]) => ids.includes(id)));

/** The extent places the bars on an axis, and is shown for nothing else. */
const histogramOf = (metrics: ColumnProfile['metrics']): ColumnProfile['metrics'] => {
  const bars = part(metrics.quantileSketch, 'bars');
  return bars === undefined ? {} : { ...picked(metrics, ['extent']), quantileSketch: { bars } };
};

const comparedColumn = (column: ColumnProfile, hidden: boolean): ColumnProfile => {
  const { metrics } = column;
  const distinct = part(metrics.valueCounts, 'distinct');
  return {
    ...column,
    metrics: {
      ...picked(metrics, comparedCounts),
      ...(distinct === undefined ? {} : { valueCounts: { distinct } }),
      ...(hidden ? {} : { ...picked(metrics, comparedValues), ...histogramOf(metrics) }),
    },
  };
};

/**
 * What a page shows of the profile that another is compared with: no frequent values, no places of missing ones, and of columns that
 * are confidential by now no values.
 */
export const comparedProfile = (
  { missing: _missing, ...earlier }: ShownProfile,
  profile: ShownProfile | undefined,
): ShownProfile => {
  const hidden = new Set(profile?.columns.flatMap(({ name, confidential }) => (confidential ? [name] : [])));
  return {
    ...earlier,
    problems: [],
    columns: earlier.columns.map((column) => comparedColumn(column, hidden.has(column.name))),
  };
};
