import { expect, test } from 'vitest';
import { nearest, suggestion } from '../../src/domain/nearest.ts';

test.each([
  ['requird', 'required'],
  ['REQUIRED', 'required'],
  ['uniqe', 'unique'],
  ['physicalT', 'physicalType'],
  ['physical-name', 'physicalType'],
  ['phy', undefined],
  ['x', undefined],
  ['zzz', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('nearest to %.20s', (written, expected) => {
  expect(nearest(written, ['required', 'unique', 'physicalType'])).toBe(expected);
});

test('where nothing is near, what is known is listed while it is short', () => {
  expect(suggestion('zzz', [])).toBe('none is known');
  expect(suggestion('zzz', ['a-word', 'b-word'])).toBe('known: a-word, b-word');
  expect(
    suggestion(
      'zzz',
      Array.from({ length: 41 }, (_, index) => `word-${index}`),
    ),
  ).toBe('41 are known, none is near');
});
