import { z } from 'zod';
import { after, orderKinds, surely, tied } from '../metrics/in-order.ts';
import { column, compare, type Expr, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { perOf } from './compared-number.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { nounOf } from './words.ts';

const params = z.strictObject({ per: perParam });
type DuplicateParams = z.infer<typeof params>;

const shared = ({ per }: DuplicateParams, context: CheckContext): Expr => {
  const sequence = { order: context.subject.name, per: perOf(per, context) };
  return or(
    tied(sequence),
    surely(compare(column(sequence.order), '=', after(column(sequence.order), sequence))),
  );
};

const noun = nounOf('row that shares its', 'time with another', 'rows that share their');

export const duplicateTimestamps = defineCheck<DuplicateParams>({
  id: 'duplicateTimestamps',
  summary: 'No two rows of a group have the same time.',
  why: 'A gateway that retries sends readings twice; sums and counts grow, and two values at one time make every order of them a guess.',
  dimension: 'uniqueness',
  on: 'property',
  accepts: orderKinds,
  onWholeTable: true,
  params,
  expected: (_params, context) => toleranceText(toleranceOf(context), noun),
  rungs: (params, context) =>
    placedExceptions(
      {
        condition: shared(params, context),
        noun,
        per: perOf(params.per, context),
        order: context.subject.name,
      },
      context,
    ),
  failing: shared,
  examples: [
    {
      title: 'sensor 7 sent a reading twice; two sensors may share a time; a missing time is none',
      columns: { sensor_id: 'integer', at: 'timestamp' },
      rows: [
        [7, { type: 'timestamp', value: '2024-05-09T08:00:00' }],
        [8, { type: 'timestamp', value: '2024-05-09T08:00:00' }],
        [7, { type: 'timestamp', value: '2024-05-09T08:00:05' }],
        [7, { type: 'timestamp', value: '2024-05-09T08:00:05' }],
        [7, null],
        [7, null],
      ],
      on: 'at',
      params: { per: 'sensor_id' },
      expect: {
        status: 'fail',
        count: 2,
        failingRows: [2, 3],
        says: 'sensor 7, 2024-05-09 08:00:05',
      },
    },
    {
      title: 'each time once',
      columns: { t: 'integer' },
      rows: [[3], [1], [2]],
      on: 't',
      params: {},
      expect: { status: 'pass', count: 0 },
    },
  ],
});
