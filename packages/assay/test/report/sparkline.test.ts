import { expect, test } from 'vitest';
import { sparkline } from '../../src/report/sparkline.ts';

test.each([
  [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
  [[1, undefined, 0, null], '█·▁·'],
  [[5, 5], '▅▅'],
  [[Number.NaN, Number.POSITIVE_INFINITY, 1], '··▅'],
  [[], ''],
])('%j', (points, line) => {
  expect(sparkline(points)).toBe(line);
});

test('counts stand on zero, so that those nearly equal look so', () => {
  expect(sparkline([98, 100, 99], 0)).toBe('███');
  expect(sparkline([0, 50, 100], 0)).toBe('▁▅█');
});
