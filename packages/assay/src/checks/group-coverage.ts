import { z } from 'zod';
import { type Cell, cellText } from '../domain/cell.ts';
import { scalarKinds } from '../domain/column.ts';
import { compareCells } from '../domain/compare-cells.ts';
import { type Comparison, holds } from '../domain/comparison.ts';
import { absentKeys } from '../metrics/absent-keys.ts';
import { ask, askPer, type GroupValue } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { type CheckContext, defineCheck, type Outcome, type Rung, rung, unknown } from './check.ts';
import { toleranceOf } from './exceptions.ts';
import { groupText, kindOf } from './groups.ts';
import { listedCell } from './listed-values.ts';
import { countText, plural } from './words.ts';

const params = z
  .strictObject({
    /** The groups that must be there. */
    values: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .optional(),
    /** Or: another dataset that lists them, and its column. */
    dataset: z.string().optional(),
    references: z.string().optional(),
    /** Rows that each must have; with values only. */
    minimumRows: z.int().positive().default(1),
  })
  .refine(
    ({ values, dataset }) => (values === undefined) !== (dataset === undefined),
    'one of values and dataset',
  )
  .refine(
    ({ dataset, minimumRows }) => dataset === undefined || minimumRows === 1,
    'minimumRows needs values',
  );
type CoverageParams = z.infer<typeof params>;

const shown = 5;

interface Absent {
  readonly keys: readonly Cell[];
  readonly total: number;
  /** "no rows": what each of them has; "rows": what each should have. */
  readonly few: string;
  readonly enough: string;
  readonly expected?: number;
}

const judgeAbsent = (
  { keys: absent, total, few, enough, expected }: Absent,
  comparison: Comparison,
  context: CheckContext,
): Outcome => {
  const names = absent.slice(0, shown).map((key) => cellText(key));
  const status = holds(comparison, total) ? 'pass' : 'fail';
  const [first] = absent;
  const of = expected === undefined ? '' : ` of ${countText(expected)} expected`;
  if (first === undefined)
    return {
      status,
      observed: 0,
      count: 0,
      message: `every expected ${kindOf(context.subject.name)} has ${enough}`,
    };
  const list = `${groupText([context.subject.name], [first])}${names
    .slice(1)
    .map((name) => `, ${name}`)
    .join('')}${total > shown ? ` and ${plural(total - shown, 'more')}` : ''}`;
  return {
    status,
    observed: total,
    count: total,
    message: `${countText(total)}${of} ${total === 1 ? 'has' : 'have'} ${few}: ${list}`,
    evidence: { absent: absent.slice(0, 10).map((key) => ({ [context.subject.name]: key })) },
  };
};

type Counted = GroupValue<number>;

/** The rows of a value by what it is in the column: 1 and 1.00 are one number, two forms of a time one time. */
const rowsOf = (groups: readonly Counted[]): ((cell: Cell) => number) => {
  const byText = new Map(
    groups.map(({ key: [own = null], value }) => [own === null ? null : cellText(own), value]),
  );
  const isSame = (own: Cell, cell: Cell): boolean =>
    own !== null && typeof own !== 'string' && typeof cell !== 'string' && compareCells(own, cell) === 0;
  return (cell) =>
    byText.get(cellText(cell)) ?? groups.find(({ key: [own = null] }) => isSame(own, cell))?.value ?? 0;
};

const byValues = (values: readonly (string | number)[], minimumRows: number, context: CheckContext): Rung => {
  const { comparison } = toleranceOf(context);
  const { subject, timezone } = context;
  const expected = values.map((value) => ({ value, cell: listedCell(value, subject, timezone) }));
  const rowsEach = plural(minimumRows, 'row');
  return rung('cheap', { found: askPer(rows, {}, [subject.name]) }, ({ found: { groups, truncated } }) => {
    if (truncated)
      return unknown(`more than ${countText(groups.length - 1)} values of ${subject.name}: too many to list`);
    const count = rowsOf(groups);
    const absent = expected.flatMap(({ value, cell }) =>
      cell === undefined || count(cell) < minimumRows ? [value] : [],
    );
    const words =
      minimumRows === 1
        ? { few: 'no rows', enough: 'rows' }
        : { few: `fewer than ${rowsEach}`, enough: `${rowsEach} or more` };
    return judgeAbsent(
      { keys: absent, total: absent.length, ...words, expected: values.length },
      comparison,
      context,
    );
  });
};

const byDataset = (dataset: string, references: string | undefined, context: CheckContext): Rung => {
  const { comparison } = toleranceOf(context);
  const other = context.dataset(dataset);
  const reference = other.column(references ?? context.subject.name).name;
  const asked = { column: context.subject.name, expected: other.table, reference, limit: 10 };
  return rung('exact', { absent: ask(absentKeys, asked) }, ({ absent }) => {
    const few = `no rows, though ${dataset} lists ${absent.total === 1 ? 'it' : 'them'}`;
    return judgeAbsent({ ...absent, few, enough: 'rows' }, comparison, context);
  });
};

export const groupCoverage = defineCheck<CoverageParams>({
  id: 'groupCoverage',
  summary: 'Every expected sensor, machine or line has rows.',
  why: 'A sensor that sends nothing breaks no rule on values: it has none. Only a list of who must be there notices who is not.',
  dimension: 'coverage',
  on: 'property',
  accepts: scalarKinds,
  params,
  expected: ({ values, dataset, minimumRows }) =>
    values === undefined
      ? `rows for all that ${dataset} lists`
      : `${plural(minimumRows, 'row')} or more for each of ${values.slice(0, 10).join(', ')}${values.length > 10 ? ', …' : ''}`,
  rungs: ({ values, dataset, references, minimumRows }, context) => [
    values === undefined
      ? byDataset(dataset ?? '', references, context)
      : byValues(values, minimumRows, context),
  ],
  examples: [
    {
      title: 'sensors 3 and 4 are silent',
      columns: { sensor_id: 'integer' },
      rows: [[1], [2], [2], [9], [null]],
      on: 'sensor_id',
      params: { values: [1, 2, 3, 4] },
      expect: { status: 'fail', count: 2, says: '2 of 4 expected have no rows: sensor 3, 4' },
    },
    {
      title: 'too few rows of one',
      columns: { sensor_id: 'text' },
      rows: [['a'], ['a'], ['b']],
      on: 'sensor_id',
      params: { values: ['a', 'b'], minimumRows: 2 },
      expect: { status: 'fail', count: 1, says: '1 of 2 expected has fewer than 2 rows: sensor b' },
    },
    {
      title: 'listed in another dataset',
      columns: { sensor_id: 'integer' },
      rows: [[1], [1], [null]],
      on: 'sensor_id',
      params: { dataset: 'sensors', references: 'id' },
      datasets: { sensors: { columns: { id: 'integer' }, rows: [[1], [2], [null], [2]] } },
      expect: { status: 'fail', count: 1, says: '1 has no rows, though sensors lists it: sensor 2' },
    },
    {
      title: 'by value, however numbers are written; some may be absent',
      columns: { rated: 'decimal' },
      rows: [[{ type: 'decimal', value: '1.00' }], [{ type: 'decimal', value: '2.50' }]],
      on: 'rated',
      params: { values: [1, 2.5, '7'], mustBeLessOrEqualTo: 1 },
      expect: { status: 'pass', count: 1, says: '1 of 3 expected has no rows: rated 7' },
    },
    {
      title: 'a time in another of its forms',
      columns: { batch: 'timestamp' },
      rows: [[{ type: 'timestamp', value: '2024-05-09T08:00:00' }]],
      on: 'batch',
      params: { values: ['2024-05-09 08:00'] },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'all are there',
      columns: { sensor_id: 'integer' },
      rows: [[1], [2]],
      on: 'sensor_id',
      params: { values: [1, 2] },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
