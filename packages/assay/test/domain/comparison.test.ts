import { expect, test } from 'vitest';
import { type Comparison, comparisonOf, comparisonText, holds } from '../../src/domain/comparison.ts';

const of = (rule: Record<string, unknown>): Comparison => {
  const found = comparisonOf(rule);
  if (typeof found === 'string') throw new Error(found);
  return found;
};

test.each<[Record<string, unknown>, string, readonly number[], readonly number[]]>([
  [{ mustBe: 1 }, 'exactly 1 %', [1], [0, 2, Number.NaN]],
  [{ mustNotBe: 1 }, 'anything but 1 %', [0, Number.NaN], [1]],
  [{ mustBeGreaterThan: 1 }, 'more than 1 %', [1.1, Infinity], [1, Number.NaN]],
  [{ mustBeGreaterOrEqualTo: 1 }, 'at least 1 %', [1], [0.9, Number.NaN]],
  [{ mustBeLessThan: 1 }, 'less than 1 %', [0.9, -Infinity], [1, Number.NaN]],
  [{ mustBeLessOrEqualTo: 1 }, 'at most 1 %', [1], [1.1, Number.NaN]],
  [{ mustBeBetween: [1, 2] }, 'between 1 % and 2 % (both included)', [1, 1.5, 2], [0.9, 2.1, Number.NaN]],
  [{ mustNotBeBetween: [1, 2] }, 'below 1 % or above 2 %', [0.9, 2.1], [1, 1.5, 2, Number.NaN]],
])('%j', (rule, words, good, bad) => {
  const comparison = of(rule);
  expect(comparisonText(comparison, ' %')).toBe(words);
  for (const value of good) expect(holds(comparison, value)).toBe(true);
  for (const value of bad) expect(holds(comparison, value)).toBe(false);
});

test('flags and text are equal or not, and have no order', () => {
  expect(holds(of({ mustBe: true }), true)).toBe(true);
  expect(holds(of({ mustNotBe: 'x' }), 'y')).toBe(true);
  expect(holds(of({ mustBeLessThan: 1 }), 'a')).toBe(false);
});

test.each([
  [{}, 'an operator is missing'],
  [{ mustBe: 1, mustBeLessThan: 2 }, 'two operators, mustBe and mustBeLessThan'],
  [{ mustBeBetween: [2, 1] }, 'the smaller first'],
  [{ mustBeLessThan: '1' }, 'does not take "1"'],
])('%j is none', (rule, why) => {
  expect(comparisonOf(rule)).toContain(why);
});
