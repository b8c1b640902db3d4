import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { re2Syntax } from '../../src/engines/duckdb/pattern-syntax.ts';
import type { Session } from '../../src/engines/engine.ts';
import { areSyntax } from '../../src/engines/postgres/pattern-syntax.ts';
import { Unsupported } from '../../src/sql/dialect.ts';
import { column, matches } from '../../src/sql/expression.ts';
import { portablePattern } from '../../src/sql/pattern.ts';
import { type Placed, testEngines } from '../support/tables.ts';

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

const foundBy = async (session: Session, placed: Placed, pattern: string): Promise<readonly boolean[]> => {
  const source = placed.sources.texts;
  if (source === undefined) throw new Error('no table');
  const opened = await session.open(source, { name: 'texts', declared: [] });
  const rows = await session.query({
    columns: { found: matches(column('text'), pattern) },
    from: opened.relation,
    orderBy: [{ by: column('n') }],
  });
  return rows.map((row) => row.found === true);
};

describe.each(testEngines)('patterns on $name', (engine) => {
  let placed: Placed;
  let session: Session;
  beforeAll(async () => {
    placed = await engine.place({
      texts: { columns: { n: 'integer', text: 'text' }, rows: allTexts.map((text, n) => [n, text]) },
    });
    session = await placed.connect();
  });
  afterAll(async () => {
    await session.close();
    await placed.remove();
  });

  test('mean what JavaScript means by them', async () => {
    await fc.assert(
      fc.asyncProperty(anyPattern, async (pattern) => {
        const expected = texts.map((text) => new RegExp(pattern, 'u').test(text));
        expect((await foundBy(session, placed, pattern)).slice(0, texts.length)).toEqual(expected);
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
  ])('%s', async (pattern) => {
    const flags = ['x]|}|{', '[\\w\\-]', '\\_'].includes(pattern) ? '' : 'u';
    expect(await foundBy(session, placed, pattern)).toEqual(
      allTexts.map((text) => new RegExp(pattern, flags).test(text)),
    );
  });
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
