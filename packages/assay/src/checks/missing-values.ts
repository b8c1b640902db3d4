import { z } from 'zod';
import { taggedSchema } from '../domain/cell.ts';
import { scalarKinds } from '../domain/column.ts';
import { and, column, type Expr, isIn, isNull, or } from '../sql/expression.ts';
import { type CheckContext, defineCheck, RuleUnknown } from './check.ts';
import { countsExceptions, toleranceOf, toleranceText } from './exceptions.ts';
import { type ListedValue, listedValues } from './listed-values.ts';
import { nounOf } from './words.ts';

const listed = z.union([z.string(), z.number(), z.boolean(), z.null(), taggedSchema]);
const params = z.strictObject({ missingValues: z.array(listed).min(1).optional() });
type MissingParams = z.infer<typeof params>;

/** A cell that is NULL, or holds one of the values that mean missing. */
export const missingCell = (
  values: readonly (ListedValue | null)[],
  { subject, timezone }: CheckContext,
): Expr => {
  const written = values.filter((value) => value !== null);
  if (written.length > 0 && !scalarKinds.includes(subject.kind))
    throw new RuleUnknown(`no listed value can be one of ${subject.name}, which is ${subject.sqlType}`);
  const { cells, texts } = listedValues(written, subject, timezone);
  const value = column(subject.name);
  const isMissing = isIn(value, cells);
  if (subject.uncast === undefined) return or(isNull(value), ...(cells.length === 0 ? [] : [isMissing]));
  const uncast = column(subject.uncast);
  const absent = and(isNull(value), isNull(uncast));
  return or(
    absent,
    ...(cells.length === 0 ? [] : [isMissing]),
    ...(texts.length === 0 ? [] : [isIn(uncast, texts)]),
  );
};

const noun = nounOf('missing value');
const failing = ({ missingValues = [] }: MissingParams, context: CheckContext): Expr =>
  missingCell(missingValues, context);

export const missingValues = defineCheck<MissingParams>({
  id: 'missingValues',
  summary:
    'The number or percentage of cells that are NULL, or hold a value that means missing, is as agreed.',
  why: '“n/a”, -999 and an empty text are gaps in disguise: they count as values until they reach a mean or a model.',
  dimension: 'completeness',
  on: 'property',
  params,
  odcs: { 'metric.missingValues': (args) => args },
  expected: (_params, context) => toleranceText(toleranceOf(context), noun),
  rungs: (given, context) => [countsExceptions(failing(given, context), toleranceOf(context), noun)],
  failing,
  examples: [
    {
      title: 'NULL and listed texts',
      columns: { state: 'text' },
      rows: [['ok'], [null], [''], ['n/a'], ['N/A']],
      on: 'state',
      params: { missingValues: [null, '', 'n/a'] },
      expect: { status: 'fail', count: 3, failingRows: [1, 2, 3] },
    },
    {
      title: 'a number that means missing',
      columns: { t: 'float' },
      rows: [[-999], [21.5], [{ type: 'float', value: 'NaN' }]],
      on: 't',
      params: { missingValues: [-999, 'n/a'], mustBeLessThan: 40, unit: 'percent' },
      expect: { status: 'pass', count: 1 },
    },
    {
      title: 'NULL counts without a list',
      columns: { n: 'integer' },
      rows: [[1], [null]],
      on: 'n',
      params: {},
      expect: { status: 'fail', count: 1 },
    },
  ],
});
