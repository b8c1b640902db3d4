import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { parseSource } from '../../src/contract/yaml/source.ts';
import { ofRule } from './contracts.ts';

const problemsOf = (text: string) =>
  parseSource(text, 'c.yaml').problems.map(({ code, message, where }) => `${code} ${where.line}: ${message}`);

test.each([
  ['a key written twice', 'a: 1\nb: 2\na: 3\n', /^yaml-invalid 3: the key a is written twice/],
  ['a key written twice within', 'a: {b: 1, b: 2}\n', /the key b is written twice/],
  ['what is not YAML', 'a: [1\nb: 2\n', /^yaml-invalid \d/],
  ['a tab as indentation', 'a:\n\tb: 1\n', /^yaml-invalid 2/],
  ['two documents', 'a: 1\n---\nb: 1\n', /^yaml-invalid 2: a second document begins here/],
  ['an unknown alias', 'a: *b\n', /no anchor &b/],
  ['an alias within its anchor', 'a: &x [*x]\n', /lies within its own anchor/],
  ['a map as a key', '{a: 1}: 2\n', /^yaml-invalid/],
  ['a merge of what is no map', 'a: &a 1\nb: {<<: *a}\n', /^yaml-invalid 2: the merge key << takes a map/],
  ['infinity', 'a: .inf\n', /infinity and NaN/],
  ['NaN', 'a: [.nan]\n', /infinity and NaN/],
])('%s is refused', (_, text, message) => {
  expect(problemsOf(text)[0]).toMatch(message);
});

test('all YAML problems are collected', () => {
  expect(problemsOf('a: 1\na: 2\nb: *none\nc: .nan\n')).toHaveLength(3);
});

test('dates stay text, and numbers and flags follow YAML 1.2', () => {
  const parsed = parseSource('a: 2026-01-01\nb: yes\nc: 0o17\nd: 1_000\ne: true\n1: x\n', 'c');
  expect('source' in parsed && parsed.source.value).toEqual({
    a: '2026-01-01',
    b: 'yes',
    c: 15,
    d: '1_000',
    e: true,
    1: 'x',
  });
});

test('a directive of YAML 1.1 changes nothing, and no tag makes what is no plain value', () => {
  const parsed = parseSource('%YAML 1.1\n---\na: 2026-01-01\nb: yes\nc: !!binary aGk=\nd: !!str 1\n', 'c');
  expect('source' in parsed && parsed.source.value).toEqual({ a: '2026-01-01', b: 'yes', c: 'aGk=', d: '1' });
  expect(parsed.problems).toHaveLength(1);
});

test('merge keys are followed: own keys first, then the maps in their order; quoted, << is a key', () => {
  const text =
    'a: &a {x: 1, y: 1}\nb: &b\n  <<: *a\n  y: 2\n  z: 2\nc: {<<: [{x: 3}, *b], w: 4}\nd: {"<<": 5}\n';
  const parsed = parseSource(text, 'c');
  if (!('source' in parsed)) throw new Error(parsed.problems[0]?.message);
  const { value, place } = parsed.source;
  expect(value).toMatchObject({ b: { x: 1, y: 2, z: 2 }, c: { x: 3, y: 2, z: 2, w: 4 }, d: { '<<': 5 } });
  expect(place(['c', 'y'])).toEqual({ file: 'c', line: 4, column: 3 });
  expect(place(['c', 'x'])).toEqual({ file: 'c', line: 6, column: 11 });
});

test('an alias bomb is refused within a moment', () => {
  const levels = Array.from(
    { length: 40 },
    (_, level) =>
      `a${level}: &a${level} [${level === 0 ? '1' : `*a${level - 1}, *a${level - 1}, *a${level - 1}`}]`,
  );
  const started = performance.now();
  expect(problemsOf(levels.join('\n'))[0]).toMatch(/the aliases expand to .* values, more than 2000000/);
  expect(performance.now() - started).toBeLessThan(2000);
});

test('deep nesting is refused, however deep', () => {
  expect(problemsOf(`a: ${'['.repeat(200)}${']'.repeat(200)}`)[0]).toMatch(/nested deeper than 100 levels/);
  expect(problemsOf(`a: ${'['.repeat(100_000)}${']'.repeat(100_000)}`)[0]).toMatch(/nested/);
});

test('files above 8 MB are refused before they are parsed', () => {
  expect(problemsOf(`# ${'x'.repeat(8 * 1024 * 1024)}`)[0]).toMatch(/larger than 8 MB/);
});

test('unknown tags are noted', () => {
  expect(problemsOf('a: !mine 1\n')).toEqual([expect.stringContaining('contract-lint 1: ')]);
});

test('no text makes the reader throw', () => {
  const seeds = [
    'apiVersion: v3.1.0',
    'schema:',
    '  - name: t',
    '    properties: [{name: a}]',
    '&a',
    '*a',
    '[',
    '}',
    '!!',
    '|',
    '\t',
    ': ',
    ofRule('{metric: x}'),
  ];
  const lines = fc.array(fc.oneof(fc.constantFrom(...seeds), fc.string()), { maxLength: 12 });
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n', ''), (parts, joint) => {
      const { contract, problems } = parseContract(parts.join(joint), 'c.yaml');
      return contract !== undefined || problems.length > 0;
    }),
    { numRuns: 500 },
  );
});
