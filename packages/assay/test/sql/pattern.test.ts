import fc from 'fast-check';
import { expect, test } from 'vitest';
import { re2Syntax } from '../../src/engines/duckdb/pattern-syntax.ts';
import { areSyntax } from '../../src/engines/postgres/pattern-syntax.ts';
import { Unsupported } from '../../src/sql/dialect.ts';
import { column, matches } from '../../src/sql/expression.ts';
import { portablePattern } from '../../src/sql/pattern.ts';
import { inEveryEngine } from '../conformance/both.ts';

const seed = 20_260_101;

const texts = [
  '',
  'a',
  'b',
  'A',
  'ab',
  'ba',
  'aab',
  'abab',
  '_',
  ' ',
  '  a',
  'a b',
  '0',
  '7',
  '10',
  'a1',
  'user_42',
  '-',
  'a-b',
  '.',
  '^',
  '$',
  '\\',
  ']',
  '{',
  '/',
  '\n',
  '\r',
  'a\n',
  '\na',
  'a\nb',
  '\t',
  '\u2028',
  '\u0085',
  '\u00a0',
  '\ufeff',
  '\u200b',
  '\u000b',
  'é',
  'É',
  'e\u0301',
  'ß',
  'ſ',
  'K',
  '😀',
  'a😀',
  '😀😀',
  '\u{10ffff}',
  '\uffff',
  '٣',
  'Ω',
  '漢字',
  "'",
  '"',
  '\u0001',
  '\u007f',
] as const;
/** Left out of the random test: JavaScript needs exponential time for some patterns on them. */
const longTexts = ['a'.repeat(299), 'a'.repeat(300), 'ab'.repeat(20)];
const allTexts = [...texts, ...longTexts];

const atom = fc.constantFrom(
  'a',
  'b',
  'A',
  '0',
  '_',
  ' ',
  'é',
  '😀',
  '漢',
  '.',
  '\\d',
  '\\D',
  '\\w',
  '\\W',
  '\\s',
  '\\S',
  '\\n',
  '\\t',
  '\\v',
  '\\.',
  '\\\\',
  '\\^',
  '\\$',
  '\\/',
  '\\x41',
  '\\u00e9',
  '\\u{1F600}',
  '\\ud83d\\ude00',
  '\\cJ',
  '\\p{L}',
  '\\P{Lu}',
  '[ab]',
  '[^ab]',
  '[a-z\\d]',
  '[^\\s]',
  '[\\w-]',
  '[\\b]',
  '[]',
  '[^]',
  '[😀é]',
  '[^😀]',
  '[\\u{80}-\\u{10FFFF}]',
  '[.$^]',
  '[\\]\\\\]',
  '[-a]',
  '"',
  "'",
);
const assertion = fc.constantFrom('^', '$', '\\b', '\\B');
const quantifier = fc.constantFrom(
  '*',
  '+',
  '?',
  '*?',
  '+?',
  '??',
  '{2}',
  '{1,2}',
  '{0,3}?',
  '{2,}',
  '{0}',
  '{0,1}',
);

const { pattern: anyPattern } = fc.letrec<{ pattern: string; part: string; sequence: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    assertion,
    fc.tuple(atom, quantifier).map((parts) => parts.join('')),
    fc.tuple(tie('pattern'), fc.constantFrom('(', '(?:')).map(([inner, open]) => `${open}${inner})`),
    fc.tuple(tie('pattern'), quantifier).map(([inner, times]) => `(?:${inner})${times}`),
  ),
  sequence: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((options) => options.join('|')),
}));

const { ask } = inEveryEngine({
  texts: { columns: { n: 'integer', text: 'text' }, rows: allTexts.map((text, n) => [n, text]) },
});

/** Which of the texts each engine finds the pattern in. */
const foundBy = async (pattern: string): Promise<readonly (readonly boolean[])[]> => {
  const answers = await ask('texts', (from) => ({
    columns: { found: matches(column('text'), pattern) },
    from,
    orderBy: [{ by: column('n') }],
  }));
  return answers.map((rows) => rows.map(({ found }) => found === true));
};

test('random patterns mean on every engine what JavaScript means by them', async () => {
  await fc.assert(
    fc.asyncProperty(anyPattern, async (pattern) => {
      const expected = texts.map((text) => new RegExp(pattern, 'u').test(text));
      for (const found of await foundBy(pattern)) expect(found.slice(0, texts.length)).toEqual(expected);
    }),
    { seed, numRuns: 200 },
  );
});

test.each([
  'a{300}',
  'a{256,}',
  '^a{0,299}$',
  '^(?:a{20}){15}$',
  '^a{254,300}$',
  '^(?:ab){3,1000}$',
  '\\u{0}',
  '[^\\x00]',
  '^user_\\d+$',
  'x]|}|{',
  '[\\w\\-]',
  '\\_',
])('%s means on every engine what JavaScript means by it', async (pattern) => {
  const flags = ['x]|}|{', '[\\w\\-]', '\\_'].includes(pattern) ? '' : 'u';
  const expected = allTexts.map((text) => new RegExp(pattern, flags).test(text));
  for (const found of await foundBy(pattern)) expect(found).toEqual(expected);
});

test.each([
  ['(?=a)', 'lookaround'],
  ['(?!a)', 'lookaround'],
  ['(?<=a)', 'lookaround'],
  ['(?<!a)', 'lookaround'],
  ['(a)\\1', 'back-reference'],
  ['(?<n>a)', 'named group'],
  ['\\k<n>', 'back-reference'],
  ['(?i:a)', 'modifiers'],
  ['a{1001}', '1000 times'],
  ['(?:a{40}){40}', '1000 times'],
  ['(a', 'open group'],
  ['a)', 'not open'],
  ['[a', 'open class'],
  ['*a', 'nothing to repeat'],
  ['a**', 'nothing to repeat'],
  ['a{2,1}', 'out of order'],
  ['[b-a]', 'out of order'],
  ['\\q', 'without a meaning'],
  ['\\', 'backslash'],
  ['^*', 'assertion'],
  ['\\p{Nope}', 'does not exist'],
  ['\\ud800', 'surrogate'],
  ['[a-\\d]', 'between classes'],
])('%s is refused with the reason', (pattern, reason) => {
  expect(() => portablePattern(pattern, re2Syntax)).toThrow(Unsupported);
  expect(() => portablePattern(pattern, re2Syntax)).toThrow(reason);
});

test.each([
  ['groups in groups', `${'('.repeat(40_000)}a${')'.repeat(40_000)}`, 'nests groups more than 200 deep'],
  ['many characters', 'a'.repeat(100_001), 'is longer than 100000 characters'],
  ['many ranges', '\\p{L}'.repeat(1000), 'holds more than 100000 ranges'],
])('%s are refused before an engine sees them', (_name, pattern, reason) => {
  expect(() => portablePattern(pattern, re2Syntax)).toThrow(reason);
});

test('a list of many words is a pattern', () => {
  const words = Array.from({ length: 12_000 }, (_unused, index) => `P${index}`).join('|');
  expect(portablePattern(`^(${words})$`, re2Syntax)).toBe(`^(?:${words})$`);
  expect(portablePattern(`[${'ab'.repeat(49_000)}]`, re2Syntax)).toBe('[a-b]');
});

test('a plain pattern stays as people wrote it', () => {
  expect(portablePattern('^user_\\d+$', re2Syntax)).toBe('^user_[0-9]+$');
  expect(portablePattern('^[A-Z]{2}-(x|y)?', areSyntax)).toBe('^[A-Z]{2}\\-(?:x|y)?');
});
