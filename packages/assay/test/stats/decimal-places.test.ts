import { expect, test } from 'vitest';
import { decimalPlaces } from '../../src/stats/decimal-places.ts';
import { randomOf } from '../init/in-folder.ts';

const rounded = (places: number, count = 600): readonly string[] => {
  const random = randomOf(places + 1);
  return Array.from({ length: count }, () => String(Number((random() * 100).toFixed(places))));
};

test.each([1, 2, 3, 6])('numbers rounded to %i digits', (places) => {
  expect(decimalPlaces(rounded(places))).toBe(places);
});

test('zeros at the end are no digits', () => {
  expect(decimalPlaces(rounded(1).map((text) => `${text.includes('.') ? text : `${text}.0`}00`))).toBe(1);
});

test('no scale: whole numbers, doubles of a calculation, too few, an exponent, one number finer than the others', () => {
  expect(decimalPlaces(rounded(0))).toBeUndefined();
  const random = randomOf(5);
  expect(decimalPlaces(Array.from({ length: 600 }, () => String(random())))).toBeUndefined();
  expect(decimalPlaces(rounded(2, 499))).toBeUndefined();
  expect(decimalPlaces([...rounded(2), '1e-7'])).toBeUndefined();
  expect(decimalPlaces([...rounded(1), '0.123'])).toBeUndefined();
});
