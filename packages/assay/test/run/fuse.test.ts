import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean } from '../../src/metrics/mean.ts';
import { quantileSketch } from '../../src/metrics/quantile-sketch.ts';
import { metrics } from '../../src/metrics/registry.gen.ts';
import { ask, askPer, groupLimit, groupRowLimit, type MetricRequest } from '../../src/metrics/request.ts';
import { sum } from '../../src/metrics/sum.ts';
import { variance } from '../../src/metrics/variance.ts';
import { fuse, halves } from '../../src/plan/fuse.ts';
import { table } from '../../src/sql/select.ts';

const context = {
  column: (name: string) => ({ name, kind: 'integer', sqlType: 'BIGINT' }) as const,
  hashName: 'none',
};
const fusedIn = (requests: readonly MetricRequest[], width: number) =>
  fuse(requests, table('t'), context, width);
const widthOf = ({ select }: { readonly select: { readonly columns: object } }): number =>
  Object.keys(select.columns).length;

test('equal aggregates are asked once, and count once towards the width', () => {
  const asked = { column: 'a' };
  const requests = [ask(sum, asked), ask(mean, asked), ask(variance, asked)];
  const [query, second] = fusedIn(requests, 5);
  expect(second).toBeUndefined();
  expect(query === undefined ? 0 : widthOf(query)).toBe(5);
});

const chosenIds = ['sum', 'mean', 'variance', 'extent', 'nulls'];
const chosenMetrics = metrics.filter(({ id }) => chosenIds.includes(id));
const requestsOf = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...chosenMetrics)), {
    selector: ([column, { id }]) => `${column} ${id}`,
    minLength: 1,
  })
  .map((chosen) => chosen.map(([column, metric]) => ask(metric, { column })));

test('every request is answered once, by queries no wider than asked or of one metric', () => {
  fc.assert(
    fc.property(requestsOf, fc.integer({ min: 1, max: 12 }), (requests, width) => {
      const queries = fusedIn(requests, width);
      const answered = queries.flatMap(({ parts }) => parts.map(({ request }) => request.key));
      expect(answered.sort()).toEqual(requests.map(({ key }) => key).sort());
      for (const query of queries) {
        expect(query.parts.length === 1 || widthOf(query) <= width).toBe(true);
        const aliases = new Set(query.parts.flatMap((part) => Object.values(part.aliases)));
        expect([...aliases].sort()).toEqual(Object.keys(query.select.columns).sort());
      }
    }),
    { seed: 20_260_108, numRuns: 200 },
  );
});

test('what is asked per group is limited, one row a group or several', () => {
  const [one] = fusedIn([askPer(mean, { column: 'a' }, ['b'])], 64);
  expect(one?.select.limit).toBe(groupLimit + 1);
  const [several] = fusedIn([askPer(quantileSketch, { column: 'a' }, ['b'])], 64);
  expect(several?.select.limit).toBe(groupRowLimit + 1);
  expect(several?.rowLimit).toBe(groupRowLimit);
  const [whole] = fusedIn([ask(quantileSketch, { column: 'a' })], 64);
  expect(whole?.select.limit).toBeUndefined();
});

test('halves of a query answer what it answers', () => {
  const [query] = fusedIn(
    ['a', 'b', 'c'].map((column) => ask(mean, { column })),
    64,
  );
  if (query === undefined) expect.fail('no query');
  const smaller = halves(query);
  expect(smaller.flatMap(({ parts }) => parts)).toEqual(query.parts);
  expect(smaller.map(widthOf)).toEqual([4, 2]);
  expect(smaller.flatMap(halves).map(widthOf)).toEqual([2, 2]);
});
