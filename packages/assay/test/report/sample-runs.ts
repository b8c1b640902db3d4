import type { Run } from '../../src/domain/run.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import type { ReportOptions } from '../../src/report/report-options.ts';

export const about: NonNullable<ReportOptions['about']> = (check) =>
  check === 'range' || check === 'stuckAt'
    ? {
        summary: `What ${check} says.`,
        why: `A value that breaks ${check} is a broken sensor, a changed unit or a wrong join, and a model extrapolates from it without a word.`,
      }
    : undefined;

const file = 'readings.odcs.yaml';
const verdict = (given: Partial<Verdict> & Pick<Verdict, 'rule' | 'check'>): Verdict => ({
  element: given.rule.split('/')[0] ?? '',
  dimension: 'accuracy',
  severity: 'error',
  status: 'pass',
  message: 'as agreed',
  ...given,
});

const base: Run = {
  schema: 'assay.run/v1',
  id: 'r7',
  startedAt: '2026-05-01T08:00:00.123Z',
  seconds: 0.31,
  now: '2026-05-01T08:00:00.123Z',
  subject: { kind: 'dataset', name: 'readings', source: 'incoming/0412.parquet', rows: 12_006, columns: 8 },
  contract: { id: 'readings', version: '1.2.0', sha256: `sha256:${'0'.repeat(64)}`, file },
  decision: 'admit',
  verdicts: [],
  scores: { overall: null, dimensions: {} },
  problems: [],
  engine: { id: 'duckdb', version: '1.5.6', queries: 2 },
  environment: { assay: '0.1.0', node: '24.0.0', os: 'linux', arch: 'x64' },
};

/** A run with every status, severity and part. */
export const blocked: Run = {
  ...base,
  decision: 'block',
  verdicts: [
    verdict({
      rule: 'readings/rowCount',
      check: 'rowCount',
      dimension: 'coverage',
      message: '12,006 rows',
      observed: 12_006,
      total: 12_006,
    }),
    verdict({
      rule: 'readings.batch/required',
      check: 'required',
      dimension: 'completeness',
      severity: 'warn',
      status: 'fail',
      message: '3 of 12,006 values are NULL',
      count: 3,
      total: 12_006,
      place: { file, line: 60, column: 7 },
    }),
    verdict({
      rule: 'readings.temp/range',
      check: 'range',
      status: 'fail',
      message: 'sensor 3: 1,502 values above 31; median 70.3, usually 21.3: looks like °F',
      expected: 'every value between 4 and 31',
      observed: 0.125,
      count: 1502,
      total: 12_006,
      place: { file, line: 36, column: 9 },
      evidence: {
        median: 70.3,
        rows: [
          { sensor_id: 3, temp: 70.3, ts: { type: 'timestamp', value: '2026-05-01T08:14:00Z' } },
          { sensor_id: 3, temp: { type: 'float', value: 'NaN' }, ts: null },
        ],
      },
    }),
    verdict({
      rule: 'readings.temp/stuck',
      name: 'stuck sensor',
      check: 'stuckAt',
      status: 'fail',
      message: 'sensor 7 stays 21.40 for 412 readings (limit 60), 08:14 to 08:48',
      observed: 412,
      expected: 'at most 60 equal readings in a row',
      place: { file, line: 41 },
    }),
    verdict({
      rule: 'readings.sensor_id/orphans',
      check: 'orphans',
      dimension: 'consistency',
      status: 'unknown',
      message: 'dataset sensors is out of reach: PLANT_URL is not set',
      place: { file, line: 52 },
    }),
    verdict({
      rule: 'readings.humidity/range',
      check: 'range',
      status: 'fail',
      message: '2 values above 100',
      count: 2,
      total: 12_006,
      waived: { until: '2026-06-01', owner: 'mara', reason: 'the new sensor is calibrated in May' },
      place: { file, line: 47 },
    }),
    verdict({
      rule: 'readings.unit/mean',
      check: 'mean',
      severity: 'info',
      status: 'fail',
      message: 'mean 3.2, usually 3.1',
      place: { file, line: 70 },
    }),
    verdict({
      rule: 'readings/text',
      check: 'text',
      dimension: 'conformity',
      status: 'not-applicable',
      message: 'a rule for people to read',
    }),
  ],
  scores: {
    overall: 0.9231,
    dimensions: { accuracy: 0.81, completeness: 0.99975, consistency: 0, coverage: 1 },
    columns: { temp: 0.5 },
  },
  quarantine: {
    file: '.assay/quarantine/r7.parquet',
    rows: 1914,
    capped: true,
    admitted: '.assay/quarantine/r7.admitted.parquet',
    admittedRows: 10_092,
  },
  problems: [
    {
      code: 'source-note',
      where: { file: 'incoming/0412.parquet' },
      message: 'two files have one more column',
      hint: 'name it in the contract',
    },
  ],
};

export const admitted: Run = {
  ...base,
  verdicts: [verdict({ rule: 'readings/rowCount', check: 'rowCount', message: '12,006 rows' })],
  scores: { overall: 1, dimensions: { coverage: 1 } },
};

export const scoped: Run = {
  ...admitted,
  id: 'r8',
  subject: { ...base.subject, name: 'orders', scope: { where: "day = date '2026-05-01'" } },
  decision: 'warn',
};

export const failed: Run = {
  ...base,
  id: 'r9',
  subject: { kind: 'dataset', name: 'orders', source: 'orders.csv' },
  decision: null,
  problems: [
    {
      code: 'source-not-found',
      where: { file: 'assay.yaml', line: 4, column: 3 },
      message: 'there is no file orders.csv',
      hint: 'name a file, a glob or a folder',
    },
  ],
};

const hostile =
  '\u001b[31mred\u001b[0m\n::error::x\r\n| <b>&amp;"\' ]]> `code` *bold* [a](http://x.y) @team #12 ##[error]boo \u202edesrever\u202c \u0000\ud800 %0A <!-- -->';

/** Every text a user or a table can fill in, filled with what breaks formats. */
export const hostileRun: Run = {
  ...blocked,
  subject: { ...base.subject, name: hostile, source: hostile, scope: { where: hostile } },
  contract: { id: hostile, version: hostile, sha256: '', file: hostile },
  verdicts: [
    verdict({
      rule: hostile,
      name: hostile,
      check: 'range',
      element: `x.${hostile}`,
      status: 'fail',
      message: hostile,
      expected: hostile,
      observed: hostile,
      place: { file: hostile, line: 1 },
      evidence: { [hostile]: hostile, rows: [{ [hostile]: hostile }] },
    }),
    verdict({
      rule: `${hostile}2`,
      check: 'range',
      status: 'fail',
      message: hostile,
      waived: { until: hostile, owner: hostile, reason: hostile },
    }),
    verdict({ rule: `${hostile}3`, check: 'range', severity: 'warn', status: 'unknown', message: hostile }),
  ],
  quarantine: { file: hostile, rows: 1, capped: false },
  problems: [{ code: 'source-note', where: { file: hostile }, message: hostile, hint: hostile }],
};

/** Hundreds of failures of falling weight. */
export const manyFailures: Run = {
  ...base,
  decision: 'block',
  verdicts: Array.from({ length: 500 }, (_unused, index) =>
    verdict({
      rule: `readings.c${index}/range`,
      check: 'range',
      status: 'fail',
      message: `${index} values above 31`,
      count: index,
      total: 1000,
      place: { file, line: index },
    }),
  ),
};
