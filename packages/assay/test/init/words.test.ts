import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { durationOf } from '../../src/operations/suggest/suggest-cadence.ts';
import { patternOfShape } from '../../src/operations/suggest/suggest-text.ts';
import { unitInName } from '../../src/operations/suggest/suggest-unit.ts';
import { yamlFlow } from '../../src/operations/yaml-flow.ts';
import { parsePattern } from '../../src/sql/pattern/parse.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    'null',
    'yes',
    '1e5',
    '0x1f',
    '2024-01-01',
    '- a',
    '# b',
    'a: b',
    '',
    ' ',
    '~',
    '=',
    '.inf',
    '12:30:45',
    '\u2028',
    '\ufeffx',
    'a\u0085b',
  ),
);
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    texts,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (Object.is(one, -0) ? 0 : one)),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      texts.filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

describe('yamlFlow', () => {
  test('any value is read back from one line with a comment behind it (500 values, seed 1)', () => {
    fc.assert(
      fc.property(values, (value) => {
        const line = yamlFlow(value);
        expect(line).not.toMatch(/[\r\n\u0085\u2028\u2029]/);
        expect(parse(`- k: ${line}  # why`)).toEqual([{ k: value }]);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

test.each([
  ['AA-9999', '^[A-Z]{2}\\-\\d{4}$'],
  ['A.9(9)', '^[A-Z]\\.\\d\\(\\d\\)$'],
  ['9/9|9', '^\\d\\/\\d\\|\\d$'],
])('the shape %s is the pattern %s', (shape, pattern) => {
  expect(patternOfShape(shape)).toBe(pattern);
  expect(() => parsePattern(pattern)).not.toThrow();
});

test('a pattern of any shape is one that checks read (seed 2)', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (shape) => {
      expect(() => parsePattern(patternOfShape(shape))).not.toThrow();
    }),
    { numRuns: 300, seed: 2 },
  );
});

test.each([
  [0.02, '20 ms'],
  [5, '5 s'],
  [90, '90 s'],
  [900, '15 min'],
  [86_400, '1 d'],
  [604_800, '1 w'],
  [0.0005, '0.5 ms'],
])('%s seconds are written %s', (seconds, text) => expect(durationOf(seconds)).toBe(text));

test.each([
  ['Air temperature [K]', 'K'],
  ['speed_rpm', 'rpm'],
  ['Torque (Nm)', 'Nm'],
  ['items[0]', undefined],
  ['price (without tax)', undefined],
  ['rpm', undefined],
  ['is_a', undefined],
  ['temp_min', undefined],
  ['cycle_time_min', 'min'],
  ['process_temp_k', 'K'],
  ['plan_c', undefined],
])('the unit in %s is %s', (name, unit) => expect(unitInName(name)).toBe(unit));
