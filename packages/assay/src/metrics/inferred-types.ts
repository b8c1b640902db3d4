import {
  aggregate,
  and,
  call,
  type Expr,
  isIn,
  matches,
  notNull,
  number,
  text,
  tryCast,
  when,
} from '../sql/expression.ts';
import { type ColumnParams, columnParams, operand } from './column-params.ts';
import { countsAddUp } from './counts.ts';
import { defineMetric } from './metric.ts';
import { countIn } from './read-row.ts';
import { groupSize, groupValue, valueGroups } from './value-groups.ts';

export const inferableTypes = ['integer', 'decimal', 'boolean', 'date', 'timestamp', 'none'] as const;
export type InferableType = (typeof inferableTypes)[number];
/** How many texts are written as each type; each text counts once. */
export type InferredTypes = Readonly<Record<InferableType, number>>;

const date = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const time = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?';
const zone = '(Z|[+-][0-9]{2}(:?[0-9]{2})?)?';

const written = (value: Expr): readonly (readonly [Expr, InferableType])[] => {
  const day = notNull(tryCast(call('substring', value, number(1), number(10)), 'date'));
  return [
    [matches(value, '^[+-]?[0-9]+$'), 'integer'],
    [matches(value, '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$'), 'decimal'],
    [isIn(call('lower', value), ['true', 'false']), 'boolean'],
    [and(matches(value, `^${date}$`), day), 'date'],
    [and(matches(value, `^${date}[ T]${time}${zone}$`), day), 'timestamp'],
  ];
};

/** No text that starts otherwise is written as one of the types. */
const plausible = (value: Expr): Expr =>
  isIn(call('substring', value, number(1), number(1)), [...'+-.0123456789tTfF']);

const typeOf = (value: Expr): Expr =>
  when(
    plausible(value),
    {
      kind: 'case',
      whens: written(value).map(([condition, type]) => [condition, text(type)] as const),
      otherwise: text('none'),
    },
    text('none'),
  );

export const inferredTypes = defineMetric<ColumnParams, InferredTypes, InferredTypes>({
  id: 'inferredTypes',
  version: 1,
  summary: 'How many texts are written as numbers, booleans, dates, timestamps.',
  definition:
    'Texts written as an integer, a decimal number, a boolean (true or false in any case), an ISO 8601 date or timestamp that the calendar has, or none of these. Each text counts for the first that fits. NULL is left out.',
  params: columnParams,
  accepts: ['text'],
  exactness: { kind: 'exact' },
  query: (params) => ({
    from: valueGroups([operand(params)]),
    groupBy: { type: when(notNull(groupValue()), typeOf(groupValue())) },
    select: { n: aggregate('sum', groupSize) },
  }),
  read: (rows) =>
    countsOf((type) =>
      countIn(
        rows.find((row) => row.type === type),
        'n',
      ),
    ),
  empty: () => countsOf(() => 0),
  merge: countsAddUp,
  value: (state) => state,
});

const countsOf = (count: (type: InferableType) => number): InferredTypes => ({
  integer: count('integer'),
  decimal: count('decimal'),
  boolean: count('boolean'),
  date: count('date'),
  timestamp: count('timestamp'),
  none: count('none'),
});
