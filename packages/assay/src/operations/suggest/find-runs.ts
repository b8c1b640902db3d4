import { numericKinds } from '../../domain/column.ts';
import { longestRun } from '../../metrics/longest-run.ts';
import { ask, askPer, type Grouped, type MetricRequest } from '../../metrics/request.ts';
import { type Measurements, measure } from '../../run/measure.ts';
import type { Relation } from '../../sql/select.ts';
import type { Looking } from './ask-together.ts';
import type { Looked } from './draft.ts';
import type { Cadence } from './find-cadence.ts';
import type { LookedAt } from './look.ts';

const mostColumns = 40;

/** Columns that a sensor could fill: numbers with more than a few values. */
const measuresSomething = ({ column: { kind }, values, nulls, rows }: Looked): boolean =>
  numericKinds.includes(kind) && values === undefined && nulls < rows;

/** The longest constant run of each measured column, in the order of the cadence's times. */
export const findRuns = async (
  { session, signal }: Looking,
  table: Relation,
  { columns }: LookedAt,
  cadence: Cadence | undefined,
): Promise<ReadonlyMap<string, number>> => {
  if (cadence === undefined) return new Map();
  const names = columns
    .filter((one) => measuresSomething(one) && !cadence.per.includes(one.column.name))
    .slice(0, mostColumns)
    .map(({ column: { name } }) => name);
  const breakTies = cadence.none > 0 ? { breakTies: true } : {};
  const asked = (name: string): MetricRequest => {
    const params = { column: name, order: cadence.column, ...breakTies };
    return cadence.per.length === 0 ? ask(longestRun, params) : askPer(longestRun, params, cadence.per);
  };
  const find = (name: string) => {
    const found = columns.find((one) => one.column.name === name);
    if (found === undefined) throw new Error(`no column ${name}`);
    return found.column;
  };
  const measured: Measurements = new Map();
  await measure(
    names.map(asked),
    { session, table, context: { column: find, hashName: session.dialect.hashName } },
    measured,
    signal === undefined ? {} : { signal },
  );
  return new Map(
    names.flatMap((name) => {
      const found = measured.get(asked(name).key);
      if (found?.kind !== 'value') return [];
      const runs =
        cadence.per.length === 0
          ? [found.value as { longest: number }]
          : (found.value as Grouped<{ longest: number }>).groups.map(({ value }) => value);
      return [[name, Math.max(0, ...runs.map(({ longest }) => longest))] as const];
    }),
  );
};
