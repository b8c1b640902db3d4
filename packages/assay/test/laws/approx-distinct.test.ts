import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approxDistinct } from '../../src/metrics/approx-distinct.ts';
import { Unmergeable } from '../../src/metrics/metric.ts';
import { ask } from '../../src/metrics/request.ts';
import { type Measurements, measure } from '../../src/run/measure.ts';
import { standardError } from '../../src/stats/hyper-log-log.ts';
import { type Placed, testEngines } from '../support/tables.ts';

const count = 6000;
const kinds = { whole: 'integer', real: 'float', word: 'text', sum: 'decimal' } as const;
const rows = Array.from({ length: count }, (_unused, index) => [
  index,
  index / 7,
  `user_${index}`,
  index / 100,
]);

describe.each(testEngines)('many different values on $name', (engine) => {
  let placed: Placed;
  beforeAll(async () => {
    placed = await engine.place({ many: { columns: kinds, rows } });
  });
  afterAll(() => placed?.remove());

  test.each(Object.keys(kinds))(
    'the hash of %s values spreads: an error of at most four standard errors',
    async (name) => {
      const session = await placed.connect();
      const source = placed.sources.many;
      if (source === undefined) throw new Error('not placed');
      const { relation, columns } = await session.open(source, { name: 'many', declared: [] });
      const column = (asked: string) =>
        columns.find((one) => one.name === asked) ?? expect.fail(`no column ${asked}`);
      const request = ask(approxDistinct, { column: name });
      const into: Measurements = new Map();
      await measure(
        [request],
        { session, table: relation, context: { column, hashName: session.dialect.hashName } },
        into,
      );
      const found = into.get(request.key);
      await session.close();
      if (found?.kind !== 'value') throw new Error(found?.reason);
      expect(Math.abs(Number(found.value) / count - 1)).toBeLessThan(4 * standardError);
    },
  );
});

test('registers of two hashes, or of two types, are not merged', () => {
  const state = (hashName: string, sqlType: string) =>
    approxDistinct.empty(
      { column: 'a' },
      { column: (name) => ({ name, kind: 'decimal', sqlType }), hashName },
    );
  const { merge } = approxDistinct;
  if (merge.kind !== 'commutative') expect.fail('states of one hash merge');
  const known = state('a', 'DECIMAL(9, 1)');
  expect(merge.merge(known, state('a', 'DECIMAL(9, 1)'))).toEqual(known);
  expect(() => merge.merge(known, state('b', 'DECIMAL(9, 1)'))).toThrow(Unmergeable);
  expect(() => merge.merge(known, state('a', 'DECIMAL(9, 2)'))).toThrow(Unmergeable);
});
