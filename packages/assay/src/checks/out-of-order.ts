import { z } from 'zod';
import { elapsed } from '../metrics/in-order.ts';
import { orderedKinds } from '../metrics/ordered-kinds.ts';
import { column, compare, type Expr, window } from '../sql/expression.ts';
import { type CheckContext, defineCheck } from './check.ts';
import { perOf } from './compared-number.ts';
import { lengthText } from './duration.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';

const params = z.strictObject({ per: perParam });
type OutOfOrderParams = z.infer<typeof params>;

/** The time of the row before, as the source holds the rows; of the same group, where there are groups. */
const previous = ({ per }: OutOfOrderParams, context: CheckContext): Expr => {
  const time = column(context.subject.name);
  const partitionBy = perOf(per, context).map((name) => column(name));
  if (partitionBy.length === 0) return window('lagInSource', [time], {});
  return window('lag', [time], { partitionBy, orderBy: [{ by: window('rowNumberInSource', [], {}) }] });
};

const goesBack = (params: OutOfOrderParams, context: CheckContext): Expr =>
  compare(column(context.subject.name), '<', previous(params, context));

export const outOfOrder = defineCheck<OutOfOrderParams>({
  id: 'outOfOrder',
  summary: 'Rows stand in the source in the order of their time.',
  why: 'Out of order means a buffer that was flushed late, a clock that was set back or two writers in one file: whoever reads row by row computes negative intervals and wrong differences.',
  dimension: 'consistency',
  on: 'property',
  accepts: orderedKinds.filter((kind) => kind !== 'time'),
  params,
  expected: (_params, context) => toleranceText(toleranceOf(context), 'rows earlier than the row before'),
  rungs: (params, context) => {
    const { name, kind } = context.subject;
    return placedExceptions(
      {
        condition: goesBack(params, context),
        noun: (count) => `${count === 1 ? 'row' : 'rows'} earlier than the row before`,
        per: perOf(params.per, context),
        order: name,
        worst: {
          value: elapsed(previous(params, context), column(name), kind),
          text: (largest) => `at most ${lengthText(largest, kind)} back`,
        },
      },
      context,
    );
  },
  failing: goesBack,
  examples: [
    {
      title: 'a row that came late; each sensor has its own order',
      columns: { sensor_id: 'integer', t: 'integer' },
      rows: [
        [7, 5],
        [8, 1],
        [7, 6],
        [8, 2],
        [7, 4],
        [8, null],
        [8, 3],
      ],
      on: 't',
      params: { per: 'sensor_id' },
      needsRowOrder: true,
      expect: { status: 'fail', count: 1, failingRows: [4], says: 'sensor 7, 4; at most 2 back' },
    },
    {
      title: 'in order',
      columns: { at: 'date' },
      rows: [
        [{ type: 'date', value: '2024-01-01' }],
        [{ type: 'date', value: '2024-01-01' }],
        [{ type: 'date', value: '2024-01-02' }],
      ],
      on: 'at',
      params: {},
      needsRowOrder: true,
      expect: { status: 'pass', count: 0 },
    },
  ],
});
