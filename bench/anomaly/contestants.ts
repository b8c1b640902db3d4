import { expectedRange } from '../../packages/assay/src/stats/expected-range/expected-range.ts';
import type { Observation } from '../../packages/assay/src/stats/expected-range/series.ts';
import type { Contestant, PastRun } from './contestant.ts';
import { batchNormal, onlineNormal, rateOfChange } from './deequ.ts';
import { holtWinters } from './holt-winters.ts';

/** As the catalog has it: a blocked run says only that there was an anomaly. */
const letIn = ({ kind, wasBlocked, ...rest }: PastRun): readonly Observation[] => {
  if (!wasBlocked) return [{ ...rest, kind }];
  return kind === 'usual' ? [] : [{ ...rest, kind: 'refused' }];
};

export const assay = (falseAlarms: number): Contestant => ({
  id: `assay-${Math.round(1 / falseAlarms)}`,
  title: `Assay, 1/${Math.round(1 / falseAlarms)}`,
  range: (past, at, zone) => {
    const expected = expectedRange(past.flatMap(letIn), { at, zone, falseAlarms });
    if (expected.kind === 'too-steady') return [-Infinity, Infinity];
    return expected.kind === 'range' ? [expected.low, expected.high] : undefined;
  },
});

/** Deequ keeps the metrics of every run, and judges the newest by all of them. */
export const deequ = (period: number): readonly Contestant[] => [
  { id: 'rate', title: 'RelativeRateOfChange, 0.5 to 2', range: rateOfChange },
  { id: 'online', title: 'OnlineNormal, 3 sd', range: onlineNormal },
  { id: 'batch', title: 'BatchNormal, 3 sd', range: batchNormal },
  { id: 'holt-winters', title: `HoltWinters, period ${period}`, range: holtWinters(period) },
];
