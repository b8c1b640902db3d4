import { expect, test } from 'vitest';
import { equalPairs } from '../../src/operations/suggest/relations/equal-pairs.ts';
import type { SampledColumn } from '../../src/operations/suggest/relations/sample.ts';

/** A column of texts as a sample holds it. */
const sampled = (name: string, texts: readonly string[]): SampledColumn => {
  const different = [...new Set(texts)];
  return {
    name,
    looked: {
      column: { name, kind: 'text', sqlType: 'VARCHAR' },
      rows: texts.length,
      nulls: 0,
      distinct: different.length,
      allDifferent: false,
      nonFinite: 0,
    },
    codes: Int32Array.from(texts, (text) => 1 + different.indexOf(text)),
    values: [null, ...different],
    counts: [0, ...different.map((one) => texts.filter((text) => text === one).length)],
  };
};

const texts = Array.from({ length: 400 }, (_unused, row) => `t${(row * 7919) % 37}`);
const pairsOf = (others: readonly string[]) =>
  equalPairs({ rows: texts.length, columns: [sampled('a', texts), sampled('b', others)] }).map(
    ({ expression }) => expression,
  );

test('columns of the same texts are equal', () => {
  expect(pairsOf(texts)).toEqual(['a = b']);
});

test('a text NULL is a value, and no other one', () => {
  expect(pairsOf(texts.map((text, row) => (row % 10 === 3 ? 'NULL' : text)))).toEqual([]);
});
