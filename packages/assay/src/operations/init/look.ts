import { numberOf } from '../../domain/cell.ts';
import type { Column } from '../../domain/column.ts';
import { numericKinds, scalarKinds } from '../../domain/column.ts';
import type { OpenTable, Session } from '../../engines/engine.ts';
import { approxDistinct } from '../../metrics/approx-distinct.ts';
import { extent } from '../../metrics/extent.ts';
import { nulls } from '../../metrics/nulls.ts';
import { orderedKinds } from '../../metrics/ordered-kinds.ts';
import { quantileExact } from '../../metrics/quantile-exact.ts';
import { ask, type MetricRequest } from '../../metrics/request.ts';
import { rows as countRows } from '../../metrics/rows.ts';
import { valueCounts } from '../../metrics/value-counts.ts';
import { type Measurements, type MeasureTarget, measure } from '../../run/measure.ts';
import type { Relation } from '../../sql/select.ts';
import type { Looked } from './draft.ts';
import type { Quantiles } from './draft-object.ts';
import { partsOf } from './parts.ts';

/** More different values than this and they are not counted one by one. */
const fewValues = 200;

export interface LookedAt {
  readonly rows: number;
  readonly all: readonly Looked[];
  readonly quantilesOf: (column: string) => Quantiles;
  readonly parts: ReturnType<typeof partsOf>;
}

const valueIn = <V>(measured: Measurements, request: MetricRequest<V>): V | undefined => {
  const found = measured.get(request.key);
  return found?.kind === 'value' ? (found.value as V) : undefined;
};

const measuredOn = async (
  relation: Relation,
  requests: readonly MetricRequest[],
  target: Omit<MeasureTarget, 'table'>,
): Promise<Measurements> => {
  const values: Measurements = new Map();
  await measure(requests, { ...target, table: relation }, values);
  return values;
};

/** Measures what drafting needs, on the part that is not held back. */
export const lookAt = async (session: Session, opened: OpenTable): Promise<LookedAt> => {
  const find = (name: string): Column => {
    const found = opened.columns.find((column) => column.name === name);
    if (found === undefined) throw new Error(`no column ${name}`);
    return found;
  };
  const target = { session, context: { column: find, hashName: session.dialect.hashName } };
  const counted = await measuredOn(opened.relation, [ask(countRows, {})], { ...target, facts: opened.facts });
  const rows = valueIn(counted, ask(countRows, {})) ?? 0;
  const parts = partsOf(opened.relation, opened.columns, rows);
  const scalars = opened.columns.filter(({ kind }) => scalarKinds.includes(kind));
  const first = await measuredOn(
    parts.drafting,
    [
      ask(countRows, {}),
      ...opened.columns.map(({ name }) => ask(nulls, { column: name })),
      ...scalars.map(({ name }) => ask(approxDistinct, { column: name })),
      ...scalars
        .filter(({ kind }) => orderedKinds.includes(kind))
        .map(({ name }) => ask(extent, { column: name })),
    ],
    target,
  );
  const distinctOf = (name: string): number =>
    Math.round(valueIn(first, ask(approxDistinct, { column: name })) ?? 0);
  const second = await measuredOn(
    parts.drafting,
    scalars
      .filter(({ name }) => distinctOf(name) <= fewValues)
      .map(({ name }) => ask(valueCounts, { column: name, limit: fewValues })),
    target,
  );
  const sampled = await measuredOn(
    parts.sample,
    opened.columns
      .filter(({ kind }) => numericKinds.includes(kind))
      .flatMap(({ name }) => [0.01, 0.99].map((q) => ask(quantileExact, { column: name, q }))),
    target,
  );
  const drafted = valueIn(first, ask(countRows, {})) ?? 0;
  const quantile = (name: string, q: number): number | null => {
    const found = valueIn(sampled, ask(quantileExact, { column: name, q })) ?? null;
    return typeof found === 'number' ? found : (numberOf(found) ?? null);
  };
  return {
    rows,
    parts,
    quantilesOf: (name) => ({ low: quantile(name, 0.01), high: quantile(name, 0.99) }),
    all: opened.columns.map((column) => {
      const counts = valueIn(second, ask(valueCounts, { column: column.name, limit: fewValues }));
      return {
        column,
        rows: drafted,
        nulls: valueIn(first, ask(nulls, { column: column.name }))?.nulls ?? 0,
        distinct: counts === undefined || counts.others > 0 ? distinctOf(column.name) : counts.top.length,
        metrics: new Map<string, unknown>([
          ['extent', valueIn(first, ask(extent, { column: column.name }))],
          ['valueCounts', counts],
        ]),
      };
    }),
  };
};
