import { defineReference, present } from '../reference.ts';

export const reference = defineReference({
  params: { column: 'txt' },
  value: (rows) => {
    const texts = present(rows, 'txt').map(String);
    const lengths = texts.map((text) => [...text].length);
    const n = texts.length;
    return {
      n,
      min: n === 0 ? null : Math.min(...lengths),
      max: n === 0 ? null : Math.max(...lengths),
      mean: n === 0 ? null : lengths.reduce((sum, length) => sum + length, 0) / n,
      empty: texts.filter((text) => text === '').length,
      blank: texts.filter((text) => /^[ \t\n\r]+$/.test(text)).length,
    };
  },
});
