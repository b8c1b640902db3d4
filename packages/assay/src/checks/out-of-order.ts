import { z } from 'zod';
import { countWhere } from '../metrics/count-where.ts';
import { elapsed, surely } from '../metrics/in-order.ts';
import { orderedKinds } from '../metrics/ordered-kinds.ts';
import { ask } from '../metrics/request.ts';
import { column, compare, type Expr, isNull, not, window } from '../sql/expression.ts';
import { type CheckContext, defineCheck, type Rung } from './check.ts';
import { perOf } from './compared-number.ts';
import { lengthText } from './duration.ts';
import { provesNone, toleranceOf, toleranceText } from './exceptions.ts';
import { perParam } from './groups.ts';
import { placedExceptions } from './placed-exceptions.ts';
import { nounOf } from './words.ts';

const params = z.strictObject({ per: perParam });
type OutOfOrderParams = z.infer<typeof params>;

/** The time of the row before that has one, as the source holds the rows; of the same group, where there are groups. */
const previous = ({ per }: OutOfOrderParams, context: CheckContext): Expr => {
  const time = column(context.subject.name);
  const partitionBy = [...perOf(per, context).map((name) => column(name)), isNull(time)];
  return window('lag', [time], { partitionBy, orderBy: [{ by: window('rowNumberInSource', [], {}) }] });
};

const noun = nounOf('row', 'earlier than the row before');

const goesBack = (params: OutOfOrderParams, context: CheckContext): Expr =>
  compare(column(context.subject.name), '<', previous(params, context));

/** One pass proves that all rows are in order, whatever their groups. */
const provesSorted = (context: CheckContext): Rung => {
  const time = column(context.subject.name);
  const rises = surely(compare(time, '>=', window('lagInSource', [time], {})));
  return provesNone(
    { falls: ask(countWhere, { condition: not(rises) }) },
    toleranceOf(context),
    noun,
    ({ falls }) => falls <= 1,
  );
};

export const outOfOrder = defineCheck<OutOfOrderParams>({
  id: 'outOfOrder',
  summary: 'Rows stand in the source in the order of their time.',
  why: 'Out of order means a buffer that was flushed late, a clock that was set back or two writers in one file: whoever reads row by row computes negative intervals and wrong differences.',
  dimension: 'consistency',
  on: 'property',
  accepts: orderedKinds.filter((kind) => kind !== 'time'),
  params,
  expected: (_params, context) => toleranceText(toleranceOf(context), noun),
  rungs: (params, context) => {
    const { name, kind } = context.subject;
    return [
      provesSorted(context),
      ...placedExceptions(
        {
          condition: goesBack(params, context),
          noun,
          per: perOf(params.per, context),
          order: name,
          worst: {
            value: elapsed(previous(params, context), column(name), kind),
            text: (largest) => `at most ${lengthText(largest, kind)} back`,
          },
        },
        context,
      ),
    ];
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
      title: 'a row without a time hides no step back',
      columns: { at: 'date' },
      rows: [
        [{ type: 'date', value: '2024-01-05' }],
        [null],
        [{ type: 'date', value: '2024-01-04' }],
        [{ type: 'date', value: '2024-01-06' }],
      ],
      on: 'at',
      params: {},
      needsRowOrder: true,
      expect: { status: 'fail', count: 1, failingRows: [2], says: 'at most 1 d back' },
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
