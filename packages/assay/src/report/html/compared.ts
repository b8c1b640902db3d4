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
  subject: subject.rows === undefined ? {} : { rows: subject.rows },
  verdicts: verdicts.map((verdict) => verdictOf(verdict, contract?.sha256 !== run?.contract?.sha256)),
});

/** Metrics that stand beside the present ones. */
const comparedMetrics = ['nulls', 'approxDistinct', 'extent', 'mean', 'moments'];

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const comparedColumn = (column: ColumnProfile): ColumnProfile => {
  const { metrics } = column;
  const [bars, distinct] = [part(metrics.quantileSketch, 'bars'), part(metrics.valueCounts, 'distinct')];
  return {
    ...column,
    metrics: {
      ...Object.fromEntries(Object.entries(metrics).filter(([id]) => comparedMetrics.includes(id))),
      ...(bars === undefined ? {} : { quantileSketch: { bars } }),
      ...(distinct === undefined ? {} : { valueCounts: { distinct } }),
    },
  };
};

/** What a page shows of the profile that another is compared with: no frequent values, no places of missing ones. */
export const comparedProfile = ({ missing: _missing, ...profile }: ShownProfile): ShownProfile => ({
  ...profile,
  problems: [],
  columns: profile.columns.map(comparedColumn),
});
