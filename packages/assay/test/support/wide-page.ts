import type { RunSummary } from '../../src/domain/history.ts';
import type { MissingParts } from '../../src/domain/missing-map.ts';
import type { ReportPage, ShownProfile } from '../../src/domain/report-data.ts';
import type { Run } from '../../src/domain/run.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { pageOf } from '../../src/report/html/page.ts';
import { admitted } from '../report/sample-runs.ts';

/** Digits that look random, the same in every run of the tests. */
const digits = (seed: number): number => {
  const value = Math.sin(seed) * 10_000;
  return value - Math.floor(value);
};

const kinds = ['presence', 'type', 'required', 'range', 'mean'] as const;

const verdictOf = (column: number, kind: number): Verdict => {
  const check = kinds[kind] ?? 'range';
  const failed = (column * 7 + kind) % 211 === 0;
  return {
    rule: `wide.c${column}/${check}`,
    check,
    element: `wide.c${column}`,
    dimension: 'accuracy',
    severity: 'error',
    status: failed ? 'fail' : 'pass',
    message: failed ? `${column} values above ${column}.5` : `as demanded, ${digits(column)}`,
    observed: digits(column + kind),
    expected: 'no values above',
    total: 1_000_000,
    place: { file: 'wide.odcs.yaml', line: column * 5 + kind },
    ...(failed
      ? {
          count: column,
          evidence: { rows: Array.from({ length: 10 }, (_, row) => ({ value: digits(row), rows: row })) },
        }
      : {}),
  };
};

const partRows = 2_000_000;

/** Every 13th column misses values: every other one of these all over the rows, the rest in the last tenth of them. */
const missingOf = (columns: number): MissingParts => {
  const names = Array.from({ length: Math.ceil(columns / 13) - 1 }, (_, index) => (index + 1) * 13);
  return {
    rows: Array.from({ length: 50 }, () => partRows),
    columns: names.slice(0, 60).map((column, index) => ({
      name: `c${column}`,
      missing: Array.from({ length: 50 }, (_part, part) =>
        index % 2 === 0 ? column * 20 : part < 45 ? 0 : column * 200,
      ),
    })),
    leftOut: Math.max(0, names.length - 60),
    together: names.length < 4 ? [] : [[`c${names[1]}`, `c${names[3]}`]],
  };
};

const profileOf = (columns: number): ShownProfile => ({
  schema: 'assay.profile/v1',
  name: 'wide',
  source: 'wide.parquet',
  description: 'Parquet, 1 file',
  rows: 100_000_000,
  seconds: 30,
  columns: Array.from({ length: columns }, (_, column) => ({
    name: `c${column}`,
    kind: 'float' as const,
    sqlType: 'DOUBLE',
    confidential: false,
    metrics: {
      approxDistinct: 98_765 + column,
      extent: { min: digits(column), max: 100 + digits(column) },
      nulls: { rows: 100_000_000, nulls: column % 13 === 0 ? column * 1000 : 0 },
      quantileSketch: {
        quantiles: Object.fromEntries(
          ['p1', 'p5', 'p25', 'p50', 'p75', 'p95', 'p99'].map((name, index) => [
            name,
            index + digits(column + index),
          ]),
        ),
        bars: Array.from({ length: 12 }, (_bar, bar) => Math.round(digits(column + bar) * 1e7)),
      },
      moments: { n: 100_000_000, mean: 50 + digits(column), standardDeviation: 28 + digits(column) },
      valueCounts: {
        top: Array.from({ length: 10 }, (_value, value) => ({
          value: digits(column * 10 + value),
          count: 3,
        })),
        distinct: 98_765,
        present: 100_000_000,
        others: 90_000_000,
      },
    },
  })),
  missing: missingOf(columns),
  problems: [],
  engine: { id: 'duckdb', version: '1.5.6', queries: 40 },
});

/** A dataset of so many columns and so many past runs, with everything a page shows. */
export const widePage = (columns: number, runs: number): ReportPage => {
  const verdicts = Array.from({ length: columns }, (_, column) =>
    kinds.map((_kind, kind) => verdictOf(column, kind)),
  ).flat();
  const run: Run = {
    ...admitted,
    decision: 'block',
    subject: { ...admitted.subject, name: 'wide', rows: 100_000_000, columns },
    verdicts,
  };
  const summaries = Array.from(
    { length: runs },
    (_, index): RunSummary => ({
      id: `r${index}`,
      kind: 'dataset',
      name: 'wide',
      source: 'wide.parquet',
      startedAt: new Date(Date.UTC(2026, 3, 1 + index)).toISOString(),
      seconds: 3,
      decision: index % 7 === 0 ? 'block' : 'admit',
      rows: 100_000_000 + index * 1000,
      passed: verdicts.length,
      failed: 0,
      unknown: 0,
      notApplicable: 0,
      waived: 0,
      scores: { overall: 0.9, dimensions: {} },
    }),
  );
  const rules = Object.fromEntries(
    verdicts.map(({ rule }, index) => [
      rule,
      {
        statuses: summaries.map((_run, at) => ((at * index) % 1301 === 7 ? 'f' : 'p')).join(''),
        observed: summaries.map((_run, at) => digits(index * 50 + at) * 100),
      },
    ]),
  );
  return pageOf('wide', { run, history: { runs: summaries, rules }, profile: profileOf(columns) });
};
