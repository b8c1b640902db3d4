import { expect, test } from 'vitest';
import type { Row } from '../../src/domain/cell.ts';
import { duckdb } from '../../src/engines/duckdb/duckdb.ts';
import type { Session } from '../../src/engines/engine.ts';
import { histogram } from '../../src/metrics/histogram.ts';
import { askPer, groupRowLimit } from '../../src/metrics/request.ts';
import { type Measurements, measure } from '../../src/run/measure.ts';
import { table } from '../../src/sql/select.ts';

/** An engine that answers every query with so many rows, each the one bin of one group. */
const answering = (count: number): Session => ({
  engine: { id: 'none', version: '0' },
  dialect: duckdb.dialect,
  capabilities: duckdb.capabilities,
  open: () => expect.fail('nothing to open'),
  queries: () => 0,
  query: async ({ limit = count }) => {
    const row: Row = { k0: 'a', bin: 0, n: 1 };
    return Array.from({ length: Math.min(count, limit) }, () => row);
  },
  queryUserSql: () => expect.fail('no SQL of users'),
  exportUserSql: () => expect.fail('no SQL of users'),
  export: () => expect.fail('nothing to write'),
  close: async () => undefined,
});

const asked = askPer(histogram, { column: 'x', edges: [0, 1] }, ['g']);
const measuredOf = async (count: number) => {
  const into: Measurements = new Map();
  const context = {
    column: (name: string) => ({ name, kind: 'float', sqlType: 'DOUBLE' }) as const,
    hashName: 'none',
  };
  await measure([asked], { session: answering(count), table: table('t'), context }, into);
  return into.get(asked.key);
};

test('groups that make more rows than the limit are not judged by the rows there are', async () => {
  expect(await measuredOf(groupRowLimit + 5)).toEqual({
    kind: 'failed',
    reason: 'its groups make more than 1,000,000 rows: too many to judge each',
  });
  expect((await measuredOf(3))?.kind).toBe('value');
});
