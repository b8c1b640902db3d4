import { scalarKinds } from '../domain/column.ts';
import { entropy as entropyMetric } from '../metrics/entropy.ts';
import { defineCheck } from './check.ts';
import { numberCheck } from './number-check.ts';

export const entropy = defineCheck(
  numberCheck({
    id: 'entropy',
    summary: 'The Shannon entropy of a column, in bits, is as agreed.',
    why: 'A state that is nearly always the same, or a category that was spread over new codes, changes the entropy long before a share breaks a bound.',
    dimension: 'accuracy',
    accepts: scalarKinds,
    noun: 'entropy',
    without: 'no values',
    rung: 'exact',
    metric: entropyMetric,
    numberOf: (value) => value.bits,
    examples: [
      {
        title: 'two equal shares are one bit',
        columns: { x: 'text' },
        rows: [['a'], ['b'], ['a'], ['b']],
        on: 'x',
        params: { mustBeBetween: [0.999, 1.001] },
        expect: { status: 'pass' },
      },
      {
        title: 'nothing varies',
        columns: { x: 'text' },
        rows: [['a'], ['a']],
        on: 'x',
        params: { mustBeGreaterThan: 0.5 },
        expect: { status: 'fail', observed: 0 },
      },
    ],
  }),
);
