import { floatCell } from '../domain/cell.ts';
import type { Column } from '../domain/column.ts';
import type { ColumnProfile, Profile } from '../domain/profile.ts';
import type { QueryOptions, Session } from '../engines/engine.ts';
import { countWhere } from '../metrics/count-where.ts';
import type { Metric } from '../metrics/metric.ts';
import { metrics } from '../metrics/registry.gen.ts';
import { ask, type MetricRequest } from '../metrics/request.ts';
import { rows as countRows } from '../metrics/rows.ts';
import { column as columnNode, notNull } from '../sql/expression.ts';
import { type Measurements, type MeasureTarget, measure } from './measure.ts';
import { missingMap } from './missing-map.ts';
import { valueIn } from './value-in.ts';

interface Wanted {
  readonly column: Column;
  readonly metric: Metric;
  readonly request: MetricRequest;
}

const wantedOf = (column: Column, known: ReadonlyMap<string, unknown> | undefined): readonly Wanted[] =>
  metrics.flatMap((metric) => {
    if (metric.accepts === 'table' || !metric.accepts.includes(column.kind)) return [];
    const params = metric.profile?.(column, known);
    return params === undefined ? [] : [{ column, metric, request: ask(metric, params) }];
  });

const valuesOf = (wanted: readonly Wanted[], measured: Measurements): ReadonlyMap<string, unknown> =>
  new Map(
    wanted.flatMap(({ metric, request }) => {
      const found = measured.get(request.key);
      return found?.kind === 'value' ? [[metric.id, found.value] as const] : [];
    }),
  );

/** JSON has no NaN and no infinity. */
const jsonSafe = (value: unknown): unknown => {
  if (typeof value === 'number') return floatCell(value);
  if (Array.isArray(value)) return value.map(jsonSafe);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonSafe(inner)]));
};

const shownValues = (wanted: readonly Wanted[], measured: Measurements): Record<string, unknown> =>
  Object.fromEntries(
    wanted.flatMap(({ metric, request }) => {
      const found = measured.get(request.key);
      if (found?.kind !== 'value') return [];
      const shown = metric.profileValue?.(found.value, request.params) ?? found.value;
      return [[metric.id, jsonSafe(shown)]];
    }),
  );

const storedParams = ({ metric, request }: Wanted): unknown => {
  const { hints = [] } = metric;
  return Object.fromEntries(
    Object.entries(request.params as object).filter(([name]) => !hints.some((hint) => hint === name)),
  );
};

const uncastRequest = (column: Column): MetricRequest<number> | undefined =>
  column.uncast === undefined
    ? undefined
    : ask(countWhere, { condition: notNull(columnNode(column.uncast)) });

const columnProfile = (
  column: Column,
  wanted: readonly Wanted[],
  measured: Measurements,
  confidential: boolean,
): ColumnProfile => {
  const own = wanted.filter((one) => one.column === column && (!confidential || !one.metric.showsValues));
  const failures = own.flatMap(({ metric, request }) => {
    const found = measured.get(request.key);
    return found?.kind === 'failed' ? [[metric.id, found.reason] as const] : [];
  });
  const uncast = uncastRequest(column);
  const counted = uncast && valueIn<number>(measured.get(uncast.key));
  return {
    name: column.name,
    kind: column.kind,
    sqlType: column.sqlType,
    confidential,
    metrics: shownValues(own, measured),
    ...(counted === undefined ? {} : { uncast: counted }),
    ...(failures.length === 0 ? {} : { failed: Object.fromEntries(failures) }),
  };
};

/** Measures every column: a first round for all, a second for what is small enough to look at closer. */
export const profileTable = async (
  session: Session,
  target: MeasureTarget,
  columns: readonly Column[],
  isConfidential: (column: string) => boolean,
  options: QueryOptions,
): Promise<Pick<Profile, 'rows' | 'columns' | 'missing' | 'states'>> => {
  const measured: Measurements = new Map();
  const first = columns.flatMap((column) => wantedOf(column, undefined));
  const rowCount = ask(countRows, {});
  const uncast = columns.map(uncastRequest).filter((request) => request !== undefined);
  await measure(
    [rowCount, ...uncast, ...first.map(({ request }) => request)],
    { ...target, session },
    measured,
    options,
  );
  const second = columns.flatMap((column) => {
    const own = first.filter((one) => one.column === column);
    return wantedOf(
      column,
      new Map([...valuesOf(own, measured), ['rows', valueIn(measured.get(rowCount.key))]]),
    );
  });
  await measure(
    second.map(({ request }) => request),
    { ...target, session },
    measured,
    options,
  );
  const all = [...first, ...second];
  const rows = Number(valueIn(measured.get(rowCount.key)) ?? 0);
  const open = columns.filter(({ name }) => !isConfidential(name));
  const missing = await missingMap({ ...target, session }, { rows, columns, open }, measured, options);
  return {
    rows,
    columns: columns.map((column) => columnProfile(column, all, measured, isConfidential(column.name))),
    ...(missing === undefined ? {} : { missing }),
    states: all.flatMap((wanted) => {
      const { column, metric, request } = wanted;
      const found = measured.get(request.key);
      if (found?.kind !== 'value' || (isConfidential(column.name) && metric.showsValues)) return [];
      return [
        { metric: metric.id, version: metric.version, params: storedParams(wanted), state: found.state },
      ];
    }),
  };
};
