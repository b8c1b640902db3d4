import type { Run } from '../../src/domain/run.ts';
import type { Verdict } from '../../src/domain/verdict.ts';

export const sampleVerdict = (given: Partial<Verdict> = {}): Verdict => ({
  rule: 'readings.temp/range',
  check: 'range',
  element: 'readings.temp',
  dimension: 'accuracy',
  severity: 'error',
  status: 'pass',
  message: 'no values above 31',
  ...given,
});

/** A run that needs no engine. */
export const sampleRun = (given: Partial<Run> = {}): Run => ({
  schema: 'assay.run/v1',
  id: 'r1',
  startedAt: '2026-01-01T00:00:00.000Z',
  seconds: 0.3,
  now: '2026-01-01T00:00:00.000Z',
  subject: { kind: 'dataset', name: 'readings', source: 'readings.csv', rows: 12, columns: 3 },
  decision: 'admit',
  verdicts: [sampleVerdict()],
  scores: { overall: 1, dimensions: { accuracy: 1 } },
  problems: [],
  engine: { id: 'none', version: '0', queries: 0 },
  environment: { assay: '0', node: '24', os: 'linux', arch: 'x64' },
  ...given,
});

export const named = (name: string, given: Partial<Run['subject']> = {}): Pick<Run, 'subject'> => ({
  subject: { kind: 'dataset', name, source: `${name}.csv`, rows: 12, columns: 3, ...given },
});
