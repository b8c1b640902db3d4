import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import type { Cell } from '../../src/domain/cell.ts';
import { exactCell } from '../../src/metrics/exact-sum.ts';
import { metrics } from '../../src/metrics/registry.gen.ts';
import { testEngines } from '../support/tables.ts';
import { type Found, lawBench } from './measured.ts';
import { referencesOf } from './references.ts';

const exact = metrics.filter(({ exactness }) => exactness.kind === 'exact');
const references = await referencesOf(exact);
const cases = exact.flatMap((metric) =>
  (references.get(metric.id)?.cases ?? []).map(({ params }) => ({ metric, params })),
);

/** A decimal is shown with as many places as its column has, which differ between the engines' types here. */
const withoutPlaces = (state: unknown): unknown =>
  JSON.parse(JSON.stringify(state), (_key, inner: unknown) => exactCell(inner as Cell));

const texts = (found: readonly Found[]): readonly string[] =>
  found
    .toSorted((left, right) => Number(left.key[0]) - Number(right.key[0]))
    .map(({ key, state }) => `${canonicalJson(key)} ${canonicalJson(withoutPlaces(state))}`);

test('the states of exact metrics are the same text on every engine', async () => {
  const benches = await Promise.all(testEngines.map(lawBench));
  try {
    for (const { metric, params } of cases) {
      const [first, ...others] = await Promise.all(benches.map(({ per }) => per(metric, params, ['t'])));
      for (const other of others) expect(texts(other), metric.id).toEqual(texts(first ?? []));
    }
  } finally {
    for (const bench of benches) await bench.close();
  }
});
