import { expect } from 'vitest';
import type { Metric } from '../../src/metrics/metric.ts';
import { ask, askPer, type Grouped } from '../../src/metrics/request.ts';
import { findColumn } from '../../src/plan/context.ts';
import { type Measured, type Measurements, measure } from '../../src/run/measure.ts';
import type { Placed, TestEngine, TestTable } from '../support/tables.ts';

/** One table in an engine, to ask metrics of. */
export interface AskedTable {
  readonly measured: (metric: Metric, params: unknown, per?: readonly string[]) => Promise<Measured>;
  readonly value: <P, S, V>(metric: Metric<P, S, V>, params: P) => Promise<V>;
  readonly groups: <P, S, V>(
    metric: Metric<P, S, V>,
    params: P,
    per: readonly string[],
  ) => Promise<Grouped<V>>;
  readonly close: () => Promise<void>;
}

const valueIn = (found: Measured): unknown =>
  found.kind === 'value' ? found.value : expect.fail(found.reason);

const open = async (placed: Placed): Promise<AskedTable> => {
  const session = await placed.connect();
  const source = placed.sources.asked ?? expect.fail('not placed');
  const { relation, columns } = await session.open(source, { name: 'asked', declared: [] });
  const column = (name: string) => findColumn(columns, name) ?? expect.fail(`no column ${name}`);
  const target = { session, table: relation, context: { column, hashName: session.dialect.hashName } };
  const measured = async (
    metric: Metric,
    params: unknown,
    per: readonly string[] = [],
  ): Promise<Measured> => {
    const into: Measurements = new Map();
    const request = per.length === 0 ? ask(metric, params) : askPer(metric, params, per);
    await measure([request], target, into);
    return into.get(request.key) ?? expect.fail('not measured');
  };
  return {
    measured,
    value: async <P, S, V>(metric: Metric<P, S, V>, params: P) =>
      valueIn(await measured(metric as Metric, params)) as V,
    groups: async <P, S, V>(metric: Metric<P, S, V>, params: P, per: readonly string[]) =>
      valueIn(await measured(metric as Metric, params, per)) as Grouped<V>,
    close: async () => {
      await session.close();
      await placed.remove();
    },
  };
};

/** Places a table in an engine, asks, and takes it away again. */
export const askTable = async (
  engine: TestEngine,
  table: TestTable,
  asks: (table: AskedTable) => Promise<void>,
): Promise<void> => {
  const asked = await open(await engine.place({ asked: table }));
  try {
    await asks(asked);
  } finally {
    await asked.close();
  }
};
