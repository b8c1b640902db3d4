import { expect, test } from 'vitest';
import { studentPeak, studentQuantile, studentTail } from '../../src/stats/student.ts';

/** Upper 0.5 % points as the tables of Fisher and Yates print them. */
const tabled = [
  [1, 63.657],
  [2, 9.925],
  [3, 5.841],
  [4, 4.604],
  [10, 3.169],
  [30, 2.75],
  [120, 2.617],
] as const;

test.each(tabled)('the quantile of t with %i degrees of freedom is the tabled one', (freedom, point) => {
  expect(studentQuantile(0.005, freedom)).toBeCloseTo(point, 2);
});

test.each([1, 2, 3, 5, 8, 199])(
  'the density of t with %i degrees of freedom is the slope of its tail',
  (freedom) => {
    const step = 1e-4;
    const slope = (studentTail(0, freedom) - studentTail(step, freedom)) / step;
    expect(Math.exp(studentPeak(freedom))).toBeCloseTo(slope, 4);
  },
);

test('a tail falls from a half to nothing', () => {
  expect(studentTail(0, 3)).toBe(0.5);
  expect(studentTail(1e9, 3)).toBeLessThan(1e-15);
});
