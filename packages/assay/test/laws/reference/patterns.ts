import { defineReference, type LawColumn, present } from '../reference.ts';
import type { LawRow } from '../tables.ts';
import { byCodePoint, grouped } from '../values.ts';

const shapeOf = (text: string): string =>
  [...text]
    .slice(0, 64)
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code >= 0x52f) return letter;
      if (/\p{Lu}/u.test(letter)) return 'A';
      if (/\p{Ll}/u.test(letter)) return 'a';
      return /[0-9]/.test(letter) ? '9' : letter;
    })
    .join('');

const patternsOf = (column: LawColumn, limit: number) => ({
  params: { column, limit },
  value: (rows: readonly LawRow[]) => {
    const texts = present(rows, column).map(String);
    const groups = grouped(texts.map(shapeOf), String).map((shapes) => ({
      shape: shapes[0] ?? '',
      count: shapes.length,
    }));
    const top = groups
      .sort((left, right) => right.count - left.count || byCodePoint(left.shape, right.shape))
      .slice(0, limit);
    return { top, shapes: groups.length, present: texts.length };
  },
});

export const reference = defineReference(patternsOf('txt', 3), patternsOf('typed', 5));
