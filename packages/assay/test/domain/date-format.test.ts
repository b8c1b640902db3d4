import { expect, test } from 'vitest';
import { dateFormatParts, dateFormatVariants } from '../../src/domain/date-format.ts';

const text = (written: string) => ({ kind: 'text', text: written });
const field = (letters: string) => ({ kind: 'field', letters });

test('a pattern is fields, text and sections, which nest', () => {
  expect(dateFormatParts("dd'o''clock'Tmm''[ HH[.ss]]")).toEqual([
    field('dd'),
    text("o'clock"),
    text('T'),
    field('mm'),
    text("'"),
    {
      kind: 'optional',
      parts: [text(' '), field('HH'), { kind: 'optional', parts: [text('.'), field('ss')] }],
    },
  ]);
});

test.each([
  ["yyyy'", 'has an open quote'],
  ['yyyy]', 'closes a section that it does not open'],
  ['yyyy{', 'has reserved signs, which are not read'],
])('%s %s', (format, why) => {
  expect(dateFormatParts(format)).toBe(why);
});

test('variants leave each section in or out', () => {
  const parts = dateFormatParts('yyyy[MM[dd]][X');
  if (typeof parts === 'string') throw new Error(parts);
  const written = dateFormatVariants(parts).map((variant) =>
    variant.map((part) => (part.kind === 'field' ? part.letters : part.text)).join(' '),
  );
  expect(written).toEqual(['yyyy MM dd X', 'yyyy MM dd', 'yyyy MM X', 'yyyy MM', 'yyyy X', 'yyyy']);
});
