import { expect, test } from 'vitest';
import type { Demand } from '../../src/contract/demand.ts';
import { bind } from '../../src/plan/bind.ts';
import { contextOf } from '../../src/plan/context.ts';

const around = {
  table: { kind: 'table' as const, path: ['t'] },
  wholeTable: { kind: 'table' as const, path: ['t'] },
  columns: [{ name: 'a', kind: 'integer' as const, sqlType: 'INTEGER' }],
  datasets: new Map(),
  now: '2026-01-01T00:00:00.000Z',
};

const range = (minimum: number, own: Partial<Demand> = {}): Demand => ({
  key: 'custom',
  object: 't',
  property: 'a',
  args: { check: 'range', minimum },
  severity: 'error',
  tags: [],
  place: {},
  ...own,
});

const idsOf = (...demands: Demand[]): readonly string[] => {
  const { rules, problems } = bind(demands, {
    context: (demand, comparison, rule) => contextOf(around, demand, comparison, rule),
  });
  expect(problems).toEqual([]);
  expect(rules).toHaveLength(demands.length);
  return rules.map(({ id }) => id);
};

test('a rule alone has the plain id of its check', () => {
  expect(idsOf(range(1))).toEqual(['t.a/range']);
});

test('two of one check are told apart by their arguments, whatever their order', () => {
  const [first, second] = idsOf(range(1), range(2));
  expect(first).toMatch(/^t\.a\/range-[0-9a-f]{6}$/);
  expect(second).not.toBe(first);
  expect(idsOf(range(2), range(1))).toEqual([second, first]);
});

test('the id of the contract stays, even where it is the name of a check', () => {
  const [made, own] = idsOf(range(1), range(2, { id: 'range' }));
  expect(own).toBe('t.a/range');
  expect(made).toMatch(/^t\.a\/range-[0-9a-f]{6}$/);
});

test('units tell rules apart', () => {
  const share = (unit: 'rows' | 'percent') =>
    range(1, { args: { check: 'range', minimum: 1, mustBeLessThan: 3, unit } });
  expect(new Set(idsOf(share('rows'), share('percent'))).size).toBe(2);
  expect(idsOf(share('rows'), share('percent')).some((id) => id.endsWith('-2'))).toBe(false);
});

test('equal rules count on, past what the contract has taken', () => {
  const [first = ''] = idsOf(range(1), range(1));
  const hash = first.slice('t.a/'.length);
  expect(idsOf(range(1), range(1), range(5, { id: `${hash}-2` }))).toEqual([
    first,
    `${first}-3`,
    `${first}-2`,
  ]);
});
