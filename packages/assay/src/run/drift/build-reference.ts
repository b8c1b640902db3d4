import { cellText } from '../../domain/cell.ts';
import type { Column } from '../../domain/column.ts';
import type { ColumnReference, Dependence, DriftReference, GridValue } from '../../domain/drift-reference.ts';
import { ranksOf } from '../../drift/rank-grid.ts';
import type { QueryOptions } from '../../engines/engine.ts';
import { approxDistinct } from '../../metrics/approx-distinct.ts';
import { orderStatistics } from '../../metrics/order-statistics.ts';
import { ask, type MetricRequest } from '../../metrics/request.ts';
import { rows as countRows } from '../../metrics/rows.ts';
import { valueCounts } from '../../metrics/value-counts.ts';
import { type Measurements, type MeasureTarget, measure } from '../measure.ts';
import { valueIn } from '../value-in.ts';
import { isCategory, isNumber } from './column-forms.ts';
import { countAtRequest, countsAt } from './count-at.ts';
import { dependences } from './dependence.ts';
import { presenceOf, presenceRequests } from './presence.ts';
import { quantileRanks } from './quantiles.ts';

/** Of more values than this no counts are kept. */
const mostCategories = 1000;

const ranksAsked = (present: number): readonly number[] => {
  const { body, outer } = ranksOf(present);
  return [...new Set([...body, outer, present + 1 - outer, ...quantileRanks(present)])].sort((a, b) => a - b);
};

const orderRequest = (column: Column, present: number) =>
  ask(orderStatistics, { column: column.name, ranks: ranksAsked(present) });
const categoryRequest = (column: Column) => ask(valueCounts, { column: column.name, limit: mostCategories });
const distinctRequest = (column: Column) => ask(approxDistinct, { column: column.name });

interface Building {
  readonly target: MeasureTarget;
  readonly measured: Measurements;
  readonly query: QueryOptions;
}

const answerTo = <V>({ measured }: Building, request: MetricRequest<V>): V | undefined =>
  valueIn<V>(measured.get(request.key));

const numbersOf = (column: Column, building: Building): ColumnReference => {
  const { present, missing } = presenceOf(column, building.measured);
  const shared = { name: column.name, kind: column.kind, sqlType: column.sqlType, present, missing };
  if (present === 0) return { ...shared, form: 'presence', why: 'the reference has no value' };
  const byRank = new Map(
    answerTo(building, orderRequest(column, present))?.map(({ rank, value }) => [rank, value]),
  );
  const values = [...new Set(byRank.values())];
  const counts = countsAt(answerTo(building, countAtRequest(column, values)), values);
  const gridAt = (rank: number): GridValue => {
    const value = byRank.get(rank) ?? Number.NaN;
    return { value, ...(counts.get(value) ?? { below: 0, equal: 0 }) };
  };
  const { body, outer } = ranksOf(present);
  return {
    ...shared,
    form: 'numbers',
    body: body.map(gridAt),
    outer: { rows: outer, low: gridAt(outer), high: gridAt(present + 1 - outer) },
    quantiles: quantileRanks(present).map((rank) => byRank.get(rank) ?? Number.NaN),
  };
};

const categoriesOf = (column: Column, building: Building): ColumnReference => {
  const { present, missing } = presenceOf(column, building.measured);
  const shared = { name: column.name, kind: column.kind, sqlType: column.sqlType, present, missing };
  const counted = answerTo(building, categoryRequest(column));
  if (counted === undefined || counted.distinct > mostCategories)
    return { ...shared, form: 'presence', why: `more than ${mostCategories} different values` };
  return { ...shared, form: 'categories', counts: counted.top.map(({ value, count }) => ({ value, count })) };
};

const referenceOf = (column: Column, building: Building, isConfidential: boolean): ColumnReference => {
  const shared = {
    name: column.name,
    kind: column.kind,
    sqlType: column.sqlType,
    ...presenceOf(column, building.measured),
  };
  if (isConfidential)
    return { ...shared, form: 'presence', why: 'it is confidential: no value of it is kept' };
  if (isNumber(column)) return numbersOf(column, building);
  if (isCategory(column)) return categoriesOf(column, building);
  return { ...shared, form: 'presence', why: `values of type ${cellText(column.kind)} are not compared` };
};

/** Measures what drift is judged against. */
export const buildReference = async (
  target: MeasureTarget,
  columns: readonly Column[],
  isConfidential: (column: string) => boolean,
  named: Pick<DriftReference, 'name' | 'source' | 'series'>,
  query: QueryOptions,
): Promise<DriftReference> => {
  const measured: Measurements = new Map();
  const building: Building = { target, measured, query };
  const first = [ask(countRows, {}), ...columns.flatMap(presenceRequests)];
  await measure(first, target, measured, query);
  const open = columns.filter(({ name }) => !isConfidential(name));
  const numbers = open.filter((one) => isNumber(one) && presenceOf(one, measured).present > 0);
  const texts = open.filter(isCategory);
  await measure(
    [
      ...texts.map(distinctRequest),
      ...numbers.map((one) => orderRequest(one, presenceOf(one, measured).present)),
    ],
    target,
    measured,
    query,
  );
  const few = texts.filter((one) => (answerTo(building, distinctRequest(one)) ?? 0) <= 2 * mostCategories);
  const grids = numbers.map((one) => {
    const found = answerTo(building, orderRequest(one, presenceOf(one, measured).present)) ?? [];
    return countAtRequest(one, [...new Set(found.map(({ value }) => value))]);
  });
  await measure([...few.map(categoryRequest), ...grids], target, measured, query);
  const rows = answerTo(building, ask(countRows, {})) ?? 0;
  const dependence =
    named.series === undefined
      ? new Map<string, Dependence>()
      : await dependences(target, columns, named.series, rows, query);
  return {
    schema: 'assay.drift-reference/v1',
    ...named,
    rows,
    columns: columns.map((one) => {
      const own = dependence.get(one.name);
      const found = referenceOf(one, building, isConfidential(one.name));
      return own === undefined ? found : { ...found, dependence: own };
    }),
  };
};
