import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { type Cell, cellText } from '../../src/domain/cell.ts';
import type { Metric } from '../../src/metrics/metric.ts';
import { metrics } from '../../src/metrics/registry.gen.ts';
import { testEngines } from '../support/tables.ts';
import { difference } from './agree.ts';
import { type LawBench, lawBench } from './measured.ts';
import type { LawCase } from './reference.ts';
import { referenceFile, referenceFiles, referencesOf } from './references.ts';
import { aloneTables, type LawRow, lawTables } from './tables.ts';

test('every metric has a reference, and every reference a metric', () => {
  expect([...referenceFiles].sort()).toEqual(metrics.map(referenceFile).sort());
});

const references = await referencesOf(metrics);
const cases = metrics.flatMap((metric) =>
  (references.get(metric.id)?.cases ?? []).map((one) => ({
    metric,
    one,
    title: `${metric.id} ${canonicalJson(one.params)}`.slice(0, 120),
  })),
);

/** The text of a cell that no count or share is likely to be. */
const telling = (cell: Cell): string | undefined => {
  const text = cellText(cell);
  return text.replace(/\D/g, '').length > 5 ? text : undefined;
};

const written = (value: unknown): string =>
  String(JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner)));

test('a metric that shows a value of its column says so', () => {
  const alone = lawTables.filter(({ length }) => length === 1).flat();
  const silent = new Set<string>();
  for (const { metric, one } of cases) {
    const { column } = one.params as { column?: keyof LawRow };
    for (const row of column === undefined ? [] : alone) {
      const text = column && telling(row[column]);
      if (text !== undefined && written(one.value([row])).includes(text) && metric.showsValues !== true)
        silent.add(metric.id);
    }
  }
  expect([...silent]).toEqual([]);
});

/** Sums of doubles differ with the order of addition: at most by this share of the largest term. */
const rounding = 1e-12;

interface Laws {
  readonly metric: Metric;
  readonly one: LawCase;
}

const toleranceOf = ({ metric, one }: Laws): number =>
  one.tolerance ?? (metric.exactness.kind === 'exact' ? 0 : rounding);

const sameValue = (
  laws: Laws,
  found: unknown,
  expected: unknown,
  rows: readonly LawRow[],
): string | undefined => difference(found, expected, toleranceOf(laws), laws.one.scale?.(rows) ?? 0);

const complaintOf = (laws: Laws, value: unknown, rows: readonly LawRow[]): string | undefined =>
  laws.one.complaint === undefined
    ? sameValue(laws, value, laws.one.value(rows), rows)
    : laws.one.complaint(value, rows);

const roundTripped = (state: unknown): unknown => JSON.parse(JSON.stringify(state));

/** States of the parts of each table, in order. */
const partStates = async (
  bench: LawBench,
  { metric, one }: Laws,
): Promise<ReadonlyMap<number, readonly unknown[]>> => {
  const parts = await bench.per(metric, one.params, ['t', 'p']);
  const sorted = [...parts].sort((left, right) => Number(left.key[1]) - Number(right.key[1]));
  return Map.groupBy(sorted, ({ key }) => Number(key[0]))
    .entries()
    .reduce(
      (all, [table, found]) =>
        all.set(
          table,
          found.map(({ state }) => state),
        ),
      new Map<number, readonly unknown[]>(),
    );
};

const mergeComplaints = (
  laws: Laws,
  bench: LawBench,
  states: readonly unknown[],
  whole: unknown,
  rows: readonly LawRow[],
): readonly string[] => {
  const { metric, one } = laws;
  if (metric.merge.kind === 'none') return [];
  const { merge } = metric.merge;
  const empty = metric.empty(one.params, bench.context);
  const value = (state: unknown): unknown => metric.value(state, one.params);
  const complaints: (string | undefined)[] = [];
  const same = (law: string, found: unknown, expected: unknown): void => {
    const wrong = sameValue(laws, value(found), value(expected), rows);
    complaints.push(wrong && `${law}: ${wrong}`);
  };
  for (const state of [whole, ...states]) {
    if (canonicalJson(merge(empty, state)) !== canonicalJson(state))
      complaints.push(`empty is not neutral on the left of ${canonicalJson(state)}`);
    if (canonicalJson(merge(state, empty)) !== canonicalJson(state))
      complaints.push(`empty is not neutral on the right of ${canonicalJson(state)}`);
  }
  const [a, b, c] = states;
  same('parts make the whole', states.reduce(merge), whole);
  if (a !== undefined && b !== undefined && metric.merge.kind === 'commutative')
    same('commutative', merge(b, a), merge(a, b));
  if (a !== undefined && b !== undefined && c !== undefined)
    same('associative', merge(a, merge(b, c)), merge(merge(a, b), c));
  return complaints.filter((complaint) => complaint !== undefined);
};

describe.each(testEngines)('laws of metrics on $name', (engine) => {
  let bench: LawBench;
  beforeAll(async () => {
    bench = await lawBench(engine);
  });
  afterAll(() => bench?.close());

  test.each(cases)('$title: state of rows is what the definition says', async ({ metric, one }) => {
    const found = await bench.per(metric, one.params, ['t']);
    const states = new Map(found.map(({ key: [table], state }) => [Number(table), state]));
    const complaints = lawTables.map((rows, table) => {
      const state = states.get(table) ?? metric.empty(one.params, bench.context);
      const wrong = complaintOf({ metric, one }, metric.value(state, one.params), rows);
      return wrong && `table ${table}: ${wrong}`;
    });
    expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
  });

  test.each(cases)('$title: a table asked alone, an empty one too', async ({ metric, one }) => {
    for (let table = 0; table < aloneTables; table += 1) {
      const state = await bench.whole(metric, one.params, table);
      expect(
        complaintOf({ metric, one }, metric.value(state, one.params), lawTables[table] ?? []),
      ).toBeUndefined();
      if (table === 0)
        expect(canonicalJson(state)).toBe(canonicalJson(metric.empty(one.params, bench.context)));
    }
  });

  test.each(cases)('$title: states merge, and survive JSON', async ({ metric, one }) => {
    const wholes = await bench.per(metric, one.params, ['t']);
    const parts = metric.merge.kind === 'none' ? undefined : await partStates(bench, { metric, one });
    for (const { key, state } of wholes) {
      const rows = lawTables[Number(key[0])] ?? [];
      const again = roundTripped(state);
      expect(canonicalJson(again)).toBe(canonicalJson(state));
      expect(
        difference(metric.value(again, one.params), metric.value(state, one.params), 0, 0),
      ).toBeUndefined();
      if (parts === undefined) continue;
      expect(mergeComplaints({ metric, one }, bench, parts.get(Number(key[0])) ?? [], state, rows)).toEqual(
        [],
      );
    }
  });
});
