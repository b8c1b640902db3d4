import { canonicalJson } from '../../domain/canonical-json.ts';
import { type Cell, numberOf, type Row } from '../../domain/cell.ts';
import type { Column } from '../../domain/column.ts';
import type { Dependence } from '../../domain/drift-reference.ts';
import type { QueryOptions } from '../../engines/engine.ts';
import { and, column as columnNode, compare, type Expr, number, or, window } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import { autocorrelationTime } from '../../stats/autocorrelation-time.ts';
import type { MeasureTarget } from '../measure.ts';
import { isCategory, isNumber } from './column-forms.ts';

/** In which order rows depend on those before them. */
export interface Series {
  /** The column whose values order the rows, such as the time of a reading. */
  readonly order: string;
  /** Columns that tell several series apart, such as the sensor. */
  readonly per: readonly string[];
}

/** Rows are looked at in so many stretches, of so many rows each. */
const stretchCount = 4;
const stretchRows = 10_000;
/** Columns are looked at so many at a time: rows are held in memory for as long. */
const columnsAtOnce = 8;
/** Indicators of the most frequent values stand for a category. */
const valuesLookedAt = 5;

const place: Expr = columnNode('~place');

const inStretches = (rows: number): Expr => {
  if (rows <= stretchCount * stretchRows) return compare(place, '<=', number(rows));
  const gap = (rows - stretchRows) / (stretchCount - 1);
  return or(
    ...Array.from({ length: stretchCount }, (_none, at) => {
      const from = Math.floor(at * gap);
      return and(compare(place, '>', number(from)), compare(place, '<=', number(from + stretchRows)));
    }),
  );
};

const placed = (table: Relation, { order, per }: Series, rows: number): Relation => {
  const orderBy = [...per, order].map((name) => ({ by: columnNode(name) }));
  const ranked = subquery(
    { everything: true, columns: { '~place': window('rowNumber', [], { orderBy }) }, from: table },
    'placed',
  );
  return subquery({ everything: true, columns: {}, from: ranked, where: inStretches(rows) }, 'stretches');
};

/** Rows of one series that follow each other. */
interface Stretch {
  readonly series: string;
  readonly rows: Row[];
}

const stretchesOf = (rows: readonly Row[], { per }: Series): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  let before = Number.NaN;
  for (const row of rows) {
    const at = numberOf(row['~place'] ?? null) ?? Number.NaN;
    const series = canonicalJson(per.map((_name, index) => row[`~per${index}`] ?? null));
    if (at !== before + 1 || series !== stretches.at(-1)?.series) stretches.push({ series, rows: [] });
    stretches.at(-1)?.rows.push(row);
    before = at;
  }
  return stretches;
};

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Each series about its own mean: that sensors differ is no dependence of their readings. */
const timeOf = (stretches: readonly Stretch[], of: (row: Row) => number | undefined): number => {
  const values = stretches.map(({ series, rows }) => ({
    series,
    numbers: rows.flatMap((row) => of(row) ?? []),
  }));
  const means = new Map(
    [...Map.groupBy(values, ({ series }) => series)].map(([series, own]) => [
      series,
      meanOf(own.flatMap(({ numbers }) => numbers)),
    ]),
  );
  return autocorrelationTime(
    values.map(({ series, numbers }) => {
      const mean = means.get(series) ?? 0;
      return Float64Array.from(numbers, (value) => value - mean);
    }),
  ).atMost;
};

const mostFrequent = (rows: readonly Row[], name: string): readonly string[] => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = canonicalJson(row[name] ?? null);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, left], [, right]) => right - left)
    .slice(0, valuesLookedAt)
    .map(([key]) => key);
};

const isMissing = (cell: Cell): boolean =>
  cell === null || (numberOf(cell) !== undefined && !Number.isFinite(numberOf(cell)));

const dependenceOf = (
  column: Column,
  name: string,
  rows: readonly Row[],
  stretches: readonly Stretch[],
): Dependence => {
  const missing = timeOf(stretches, (row) => (isMissing(row[name] ?? null) ? 1 : 0));
  if (isNumber(column)) {
    const finite = (row: Row): number | undefined =>
      isMissing(row[name] ?? null) ? undefined : numberOf(row[name] ?? null);
    return { values: timeOf(stretches, finite), missing };
  }
  if (!isCategory(column)) return { values: 1, missing };
  const times = mostFrequent(rows, name).map((key) =>
    timeOf(stretches, (row) => (canonicalJson(row[name] ?? null) === key ? 1 : 0)),
  );
  return { values: Math.max(1, ...times), missing };
};

/**
 * How far values of each column depend on those before them: so many rows say as much as one that is independent. From up to 40,000 rows, in stretches
 * over the whole of the reference.
 */
export const dependences = async (
  target: MeasureTarget,
  columns: readonly Column[],
  series: Series,
  rows: number,
  query: QueryOptions,
): Promise<ReadonlyMap<string, Dependence>> => {
  const from = placed(target.table, series, rows);
  const found = new Map<string, Dependence>();
  for (let at = 0; at < columns.length; at += columnsAtOnce) {
    const some = columns.slice(at, at + columnsAtOnce);
    const wanted = await target.session.query(
      {
        columns: {
          '~place': place,
          ...Object.fromEntries(series.per.map((name, index) => [`~per${index}`, columnNode(name)])),
          ...Object.fromEntries(some.map(({ name }, index) => [`~c${index}`, columnNode(name)])),
        },
        from,
        orderBy: [{ by: place }],
      },
      query,
    );
    const stretches = stretchesOf(wanted, series);
    for (const [index, column] of some.entries())
      found.set(column.name, dependenceOf(column, `~c${index}`, wanted, stretches));
  }
  return found;
};
