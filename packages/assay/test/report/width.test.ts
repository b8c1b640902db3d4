import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneLine } from '../../src/report/neutral.ts';
import { cutTo, padEnd, padStart, widthOf, wrap } from '../../src/report/width.ts';

test.each([
  ['abc', 3],
  ['', 0],
  ['é', 1],
  ['e\u0301', 1],
  ['日本', 4],
  ['한글', 4],
  ['ｆｕｌｌ', 8],
  ['😀', 2],
  ['👩‍👩‍👧', 2],
  ['°C', 2],
  ['✗', 1],
  ['\u200d', 0],
])('%j fills %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

describe('cutting, padding, wrapping', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 60 });

  test('a cut text fits and is a beginning', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 30 }), (text, width) => {
        const cut = cutTo(text, width);
        expect(widthOf(cut)).toBeLessThanOrEqual(width);
        if (cut !== text) expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
      { seed: 60 },
    );
  });

  test('a padded text is as wide as asked', () => {
    expect([padEnd('日', 4), padStart('日', 4), padEnd('abc', 2)]).toEqual(['日  ', '  日', 'abc']);
  });

  test('wrapped lines fit and lose nothing', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
      { seed: 61 },
    );
  });
});

test('a line cannot be broken, turned or recoloured', () => {
  expect(oneLine('a\u001b[31m\nb\u202ec\u0085\ud800d\ufeff')).toBe(
    'a\\u{1b}[31m\\nb\\u{202e}c\\u{85}\\u{d800}d\\u{feff}',
  );
  expect(oneLine('x'.repeat(5000))).toHaveLength(1000);
  expect(oneLine('👩‍👩‍👧 naïve 日本')).toBe('👩‍👩‍👧 naïve 日本');
});
