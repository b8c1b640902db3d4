import { numericKinds } from '../../domain/column.ts';
import { invariant } from '../../domain/invariant.ts';
import { type LongestRunState, longestRun } from '../../metrics/longest-run.ts';
import { ask, askPer, type MetricRequest } from '../../metrics/request.ts';
import { type Measurements, measure } from '../../run/measure.ts';
import { type Expr, not } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import type { Looked } from './draft.ts';
import { beginning, type Cadence } from './find-cadence.ts';
import type { LookedAt } from './look.ts';
import type { Looking } from './looking.ts';
import { only } from './parts.ts';

const mostColumns = 40;

/** Columns that a sensor could fill: numbers with more than a few values. */
const measuresSomething = ({ column: { kind }, values, nulls, rows }: Looked): boolean =>
  numericKinds.includes(kind) && values === undefined && nulls < rows;

/** The longest constant run of a column, and in how many readings: of all, or of a part that is drafted from and one that is kept back. */
export interface LongestRun {
  readonly longest: number;
  readonly readings: number;
  /** Absent where all readings were measured. */
  readonly held?: { readonly longest: number; readonly readings: number };
}

/** Up to so many rows all are put in order; of more, the first and the last so many of the time that they span. */
const mostRows = 1_000_000;
const partRows = 500_000;

const runsIn = async (
  { session, signal }: Looking,
  table: Relation,
  { columns }: LookedAt,
  cadence: Cadence,
  names: readonly string[],
): Promise<ReadonlyMap<string, Omit<LongestRun, 'held'>>> => {
  const breakTies = cadence.none > 0 ? { breakTies: true } : {};
  const asked = (name: string): MetricRequest => {
    const params = { column: name, order: cadence.column, ...breakTies };
    return cadence.per.length === 0 ? ask(longestRun, params) : askPer(longestRun, params, cadence.per);
  };
  const find = (name: string) => {
    const found = columns.find((one) => one.column.name === name);
    invariant(found !== undefined, `no column ${name}`);
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
          ? [found.state as LongestRunState]
          : (found.state as readonly { readonly state: LongestRunState }[]).map(({ state }) => state);
      const readings = runs.reduce((sum, { rows }) => sum + rows, 0);
      return [[name, { longest: Math.max(0, ...runs.map(({ longest }) => longest)), readings }] as const];
    }),
  );
};

/** The longest constant run of each measured column, in the order of the cadence's times. */
export const findRuns = async (
  looking: Looking,
  table: Relation,
  looked: LookedAt,
  cadence: Cadence | undefined,
): Promise<ReadonlyMap<string, LongestRun>> => {
  if (cadence === undefined) return new Map();
  const names = looked.columns
    .filter((one) => measuresSomething(one) && !cadence.per.includes(one.column.name))
    .slice(0, mostColumns)
    .map(({ column: { name } }) => name);
  const time = looked.columns.find(({ column: { name } }) => name === cadence.column);
  const part = partRows / looked.rows;
  const first = looked.rows <= mostRows || time === undefined ? undefined : beginning(time, part);
  const last = first === undefined || time === undefined ? undefined : beginning(time, 1 - part);
  if (first === undefined || last === undefined) return runsIn(looking, table, looked, cadence, names);
  const limited = (where: Expr): Relation => {
    const columns = [...new Set([...names, cadence.column, ...cadence.per])];
    return subquery({ columns: only(columns), from: table, where }, 'part');
  };
  const drafted = await runsIn(looking, limited(first), looked, cadence, names);
  const held = await runsIn(looking, limited(not(last)), looked, cadence, names);
  return new Map(
    [...drafted].map(([name, run]) => [
      name,
      { ...run, held: held.get(name) ?? { longest: 0, readings: 0 } },
    ]),
  );
};
