import { z } from 'zod';
import { type Cell, cellText } from '../domain/cell.ts';
import { scalarKinds } from '../domain/column.ts';
import { holds, none } from '../domain/comparison.ts';
import { absentKeys } from '../metrics/absent-keys.ts';
import { ask, askPer } from '../metrics/request.ts';
import { rows } from '../metrics/rows.ts';
import { type CheckContext, defineCheck, type Outcome, type Rung, rung, unknown } from './check.ts';
import { groupText } from './groups.ts';
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

const judgeAbsent = (
  absent: readonly Cell[],
  total: number,
  few: string,
  context: CheckContext,
  expected?: number,
): Outcome => {
  const names = absent.slice(0, shown).map((key) => cellText(key));
  const status = holds(context.comparison ?? none, total) ? 'pass' : 'fail';
  const [first] = absent;
  const of = expected === undefined ? '' : ` of ${countText(expected)} expected`;
  if (first === undefined)
    return {
      status,
      observed: 0,
      count: 0,
      message: `every expected ${groupText([context.subject.name], ['']).trim()} has rows`,
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

const byValues = (values: readonly (string | number)[], minimumRows: number, context: CheckContext): Rung =>
  rung('cheap', { found: askPer(rows, {}, [context.subject.name]) }, ({ found: { groups, truncated } }) => {
    if (truncated)
      return unknown(
        `more than ${countText(groups.length - 1)} values of ${context.subject.name}: too many to list`,
      );
    const counts = new Map(groups.map(({ key, value }) => [cellText(key[0] ?? null), value]));
    const absent = values.filter((value) => (counts.get(String(value)) ?? 0) < minimumRows);
    return judgeAbsent(
      absent,
      absent.length,
      minimumRows === 1 ? 'no rows' : `fewer than ${plural(minimumRows, 'row')}`,
      context,
      values.length,
    );
  });

const byDataset = (dataset: string, references: string | undefined, context: CheckContext): Rung => {
  const other = context.dataset(dataset);
  const reference = other.column(references ?? context.subject.name).name;
  const asked = { column: context.subject.name, expected: other.table, reference, limit: 10 };
  return rung('exact', { absent: ask(absentKeys, asked) }, ({ absent: { keys, total } }) =>
    judgeAbsent(keys, total, `no rows, though ${dataset} lists ${total === 1 ? 'it' : 'them'}`, context),
  );
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
      title: 'all are there',
      columns: { sensor_id: 'integer' },
      rows: [[1], [2]],
      on: 'sensor_id',
      params: { values: [1, 2] },
      expect: { status: 'pass', count: 0 },
    },
  ],
});
