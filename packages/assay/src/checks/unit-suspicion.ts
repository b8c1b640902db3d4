import { numericKinds } from '../domain/column.ts';
import { defineCheck, type Rung } from './check.ts';
import { judgesMedian } from './unit-median.ts';
import { type UnitParams, unitParams } from './unit-params.ts';
import { judgesRows, provesUsual, suspectRow } from './unit-rows.ts';
import { valueText } from './words.ts';

/** The rows decide where they look wrong; otherwise the median does. */
const both = (rows: Rung, median: Rung): Rung => ({
  name: 'exact',
  needs: { ...rows.needs, ...median.needs },
  judge: (values) => {
    const outcome = rows.judge(values);
    return outcome?.status === 'pass' ? median.judge(values) : outcome;
  },
});

export const unitSuspicion = defineCheck<UnitParams>({
  id: 'unitSuspicion',
  summary: 'No value, and no group’s median, looks as if it were in another unit.',
  why: 'A replaced transmitter that sends °F, a gateway that switches from bar to kPa, a clock in ms: the numbers are plausible, the factor is known, and only a look at all of them tells.',
  dimension: 'conformity',
  on: 'property',
  accepts: numericKinds,
  params: unitParams,
  expected: ({ unit, usual, median }) =>
    `values in ${unit}${usual === undefined ? '' : `, usually ${usual.map(valueText).join(' to ')}`}${median === undefined ? '' : `, median about ${valueText(median)}`}`,
  rungs: (params, context) => {
    const { usual, median } = params;
    const byMedian = median === undefined ? [] : [judgesMedian(params, median, context)];
    if (usual === undefined) return byMedian;
    const byRows = judgesRows(params, usual, context);
    const [second] = byMedian;
    return second === undefined
      ? [provesUsual(usual, context), ...byRows]
      : byRows.map((each) => both(each, second));
  },
  failing: suspectRow,
  examples: [
    {
      title: 'sensor 3 sends °F for a while',
      columns: { sensor_id: 'integer', at: 'timestamp', temp: 'float' },
      rows: [
        ...[20, 21, 22, 21, 20].map((temp, second) => [
          1,
          { type: 'timestamp' as const, value: `2024-05-09T08:00:0${second}` },
          temp,
        ]),
        ...[21.3, 70.3, 70.5, 70.1, 21.2].map((temp, second) => [
          3,
          { type: 'timestamp' as const, value: `2024-05-09T08:00:0${second}` },
          temp,
        ]),
      ],
      on: 'temp',
      params: { unit: '°C', usual: [4, 31], median: 21.3, per: 'sensor_id', minimumRows: 3 },
      expect: {
        status: 'fail',
        count: 3,
        failingRows: [6, 7, 8],
        says: 'sensor 3: 3 rows above 31, 2024-05-09 08:00:01 to 08:00:03; median 70.3, usually 21.3: looks like °F',
      },
    },
    {
      title: 'outliers that no unit explains are the business of another rule',
      columns: { temp: 'float' },
      rows: [[20], [900], [901], [-200], [null], [{ type: 'float', value: 'NaN' }]],
      on: 'temp',
      params: { unit: '°C', usual: [4, 31], minimumRows: 1 },
      expect: { status: 'pass', failingRows: [] },
    },
    {
      title: 'one outlier that another unit would explain makes no suspicion, nor does NaN dilute one',
      columns: { sensor_id: 'integer', temp: 'float' },
      rows: [
        ...[20, 21, 70, 22].map((temp) => [1, temp]),
        ...[70.3, 70.5, 70.1].map((temp) => [3, temp]),
        ...Array.from({ length: 4 }, () => [3, { type: 'float' as const, value: 'NaN' }]),
      ],
      on: 'temp',
      params: { unit: '°C', usual: [4, 31], per: 'sensor_id', minimumRows: 3 },
      expect: { status: 'fail', count: 3, failingRows: [4, 5, 6], says: 'sensor 3: 3 rows above 31' },
    },
    {
      title: 'a unit that is nearly the same explains nothing: 0.99 bar is no atmosphere',
      columns: { pressure: 'float' },
      rows: [[0.99], [0.992], [0.995], [1.2]],
      on: 'pressure',
      params: { unit: 'bar', usual: [1, 2], minimumRows: 3 },
      expect: { status: 'pass', failingRows: [] },
    },
    {
      title: 'the median alone tells bar from kPa',
      columns: { pressure: 'integer' },
      rows: [[598], [601], [640]],
      on: 'pressure',
      params: { unit: 'bar', median: 6 },
      expect: { status: 'fail', observed: 601, says: 'median 601, usually 6: looks like kPa' },
    },
    {
      title: 'a plain shift of the median is no change of unit',
      columns: { pressure: 'float' },
      rows: [[6.4], [7.9], [8.2]],
      on: 'pressure',
      params: { unit: 'bar', median: 6 },
      expect: { status: 'pass' },
    },
    {
      title: 'everything as usual',
      columns: { temp: 'float' },
      rows: [[20], [21]],
      on: 'temp',
      params: { unit: 'C', usual: [4, 31] },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'no rows',
      columns: { temp: 'float' },
      rows: [],
      on: 'temp',
      params: { unit: 'C', usual: [4, 31] },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
