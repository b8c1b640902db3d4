import type { Cell } from '../../../../packages/assay/src/domain/cell.ts';
import type { ColumnProfile } from '../../../../packages/assay/src/domain/profile.ts';
import type { ShownProfile } from '../../../../packages/assay/src/domain/report-data.ts';

/** The parts of a column's profile that a card shows; each is absent where it was not measured. */
export interface ColumnFacts {
  readonly rows?: number;
  readonly nulls?: number;
  readonly distinct?: number;
  /** The number of distinct values is an estimate. */
  readonly isAbout: boolean;
  readonly extent?: readonly [Cell, Cell];
  readonly mean?: number;
  readonly deviation?: number;
  /** By name: p1 to p99; of whole numbers whole, for a sketch is no finer. */
  readonly quantiles: readonly (readonly [string, number])[];
  /** Counts in bars of equal width from the least to the greatest value. */
  readonly bars: readonly number[];
  readonly top: readonly { readonly value: Cell; readonly count: number }[];
  readonly shapes: readonly { readonly shape: string; readonly count: number }[];
  readonly lengths?: readonly [number, number];
}

/** How many columns a dataset has, whether the page holds all of them or not. */
export const columnCount = ({ columns, columnsLeftOut = 0 }: ShownProfile): number =>
  columns.length + columnsLeftOut;

type Loose = Readonly<Record<string, unknown>>;

const part = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
const numeric = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []);

/** Drops what is undefined, so that absent stays absent. */
const present = <T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;

export const factsOf = ({ kind, metrics }: ColumnProfile): ColumnFacts => {
  const nulls = part(metrics.nulls);
  const extent = part(metrics.extent);
  const moments = part(metrics.moments);
  const sketch = part(metrics.quantileSketch);
  const values = part(metrics.valueCounts);
  const lengths = part(metrics.textLengths);
  const [shortest, longest] = [numeric(lengths.min), numeric(lengths.max)];
  const exact = numeric(values.distinct);
  const [rows, gaps, estimate] = [numeric(nulls.rows), numeric(nulls.nulls), numeric(metrics.approxDistinct)];
  const most = rows === undefined || gaps === undefined ? Number.POSITIVE_INFINITY : rows - gaps;
  const optional = present({
    rows,
    nulls: gaps,
    distinct: exact ?? (estimate === undefined ? undefined : Math.min(estimate, most)),
    mean: numeric(moments.mean) ?? numeric(metrics.mean),
    deviation: numeric(moments.standardDeviation),
    extent:
      'min' in extent && 'max' in extent ? ([extent.min as Cell, extent.max as Cell] as const) : undefined,
    lengths: shortest === undefined || longest === undefined ? undefined : ([shortest, longest] as const),
  });
  return {
    ...optional,
    isAbout: exact === undefined && estimate !== 0,
    quantiles: Object.entries(part(sketch.quantiles)).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, kind === 'integer' ? Math.round(value) : value] as const] : [],
    ),
    bars: list(sketch.bars),
    top: list(values.top),
    shapes: list(part(metrics.patterns).top),
  };
};
