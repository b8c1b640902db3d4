import { expect, test } from 'vitest';
import type { Demand } from '../../src/contract/demand.ts';
import { bind } from '../../src/plan/bind.ts';
import { contextOf } from '../../src/plan/context.ts';

const around = {
  table: { kind: 'table' as const, path: ['readings'] },
  wholeTable: { kind: 'table' as const, path: ['readings'] },
  columns: [{ name: 'at', kind: 'timestamp' as const, sqlType: 'TIMESTAMP' }],
  datasets: new Map(),
  now: '2026-01-01T00:00:00.000Z',
};

const settledBy = (args: Demand['args']): string | undefined => {
  const demand: Demand = {
    key: 'custom',
    object: 'readings',
    property: 'at',
    args,
    severity: 'error',
    tags: [],
    place: {},
  };
  const { rules } = bind([demand], {
    context: (one, comparison, rule) => contextOf(around, one, comparison, rule),
  });
  return rules[0]?.settled?.message;
};

test('an operator that a check does not look at makes its rule unknown', () => {
  expect(settledBy({ check: 'late', maxDelay: '1 h', mustBe: 0 })).toBe('late takes no mustBe');
  expect(settledBy({ check: 'late', maxDelay: '1 h' })).toBeUndefined();
});

test('so does a unit', () => {
  expect(settledBy({ check: 'gap', cadence: '5 s', mustBeLessThan: 1, unit: 'percent' })).toBeUndefined();
  expect(settledBy({ check: 'late', maxDelay: '1 h', unit: 'percent' })).toBe('late takes no unit: percent');
});
