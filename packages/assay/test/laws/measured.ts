import type { Cell } from '../../src/domain/cell.ts';
import type { Session } from '../../src/engines/engine.ts';
import type { Metric, MetricContext } from '../../src/metrics/metric.ts';
import { ask, askPer } from '../../src/metrics/request.ts';
import { findColumn } from '../../src/plan/context.ts';
import { type Measurements, measure } from '../../src/run/measure.ts';
import { column, compare, number } from '../../src/sql/expression.ts';
import { type Relation, subquery } from '../../src/sql/select.ts';
import type { Placed, TestEngine } from '../support/tables.ts';
import { lawColumns, lawTables } from './tables.ts';

export interface Found {
  readonly key: readonly Cell[];
  readonly state: unknown;
}

/** An engine that holds the random tables. */
export interface LawBench {
  readonly context: MetricContext;
  /** The state of one table asked alone. */
  readonly whole: (metric: Metric, params: unknown, table: number) => Promise<unknown>;
  /** The states of groups of rows. */
  readonly per: (metric: Metric, params: unknown, columns: readonly string[]) => Promise<readonly Found[]>;
  readonly close: () => Promise<void>;
}

const open = async (placed: Placed, session: Session): Promise<LawBench> => {
  const source = placed.sources.laws;
  if (source === undefined) throw new Error('no table of laws');
  const { relation, columns } = await session.open(source, { name: 'laws', declared: [] });
  const context: MetricContext = {
    column: (name) => {
      const found = findColumn(columns, name);
      if (found === undefined) throw new Error(`no column ${name}`);
      return found;
    },
    hashName: session.dialect.hashName,
  };
  const stateOf = async (
    metric: Metric,
    params: unknown,
    table: Relation,
    per: readonly string[],
  ): Promise<unknown> => {
    const request = per.length === 0 ? ask(metric, params) : askPer(metric, params, per);
    const into: Measurements = new Map();
    await measure([request], { session, table, context }, into);
    const found = into.get(request.key);
    if (found?.kind !== 'value') throw new Error(`${metric.id} on ${session.engine.id}: ${found?.reason}`);
    return found.state;
  };
  return {
    context,
    whole: (metric, params, number_) => {
      const rows = subquery(
        { everything: true, columns: {}, from: relation, where: compare(column('t'), '=', number(number_)) },
        'one',
      );
      return stateOf(metric, params, rows, []);
    },
    per: async (metric, params, per) => (await stateOf(metric, params, relation, per)) as readonly Found[],
    close: async () => {
      await session.close();
      await placed.remove();
    },
  };
};

export const lawBench = async (engine: TestEngine): Promise<LawBench> => {
  const names = Object.keys(lawColumns) as (keyof typeof lawColumns)[];
  const rows = lawTables.flat().map((row) => names.map((name) => row[name]));
  const placed = await engine.place({ laws: { columns: lawColumns, rows } });
  return open(placed, await placed.connect());
};
