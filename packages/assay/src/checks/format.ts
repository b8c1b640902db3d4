import { z } from 'zod';
import { nearest } from '../domain/nearest.ts';
import { call, column, compare, type Expr, matches, not, number, or, truth } from '../sql/expression.ts';
import { type CheckContext, defineCheck, notApplicable, RuleUnknown, rung } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { namedExceptions } from './named-exceptions.ts';
import { formlessFormats, textFormats } from './text-formats.ts';
import { type Noun, nounOf } from './words.ts';

const params = z.strictObject({ format: z.string() });
type FormatParams = z.infer<typeof params>;

const failing = ({ format: name }: FormatParams, { subject }: CheckContext): Expr => {
  if (formlessFormats.includes(name)) return truth(false);
  const wanted = Object.hasOwn(textFormats, name) ? textFormats[name] : undefined;
  if (wanted === undefined) {
    const names = [...Object.keys(textFormats), ...formlessFormats];
    const near = nearest(name, names);
    throw new RuleUnknown(
      `the format ${name} is not supported: ${near === undefined ? `there are ${names.join(', ')}` : `is it ${near}?`}`,
    );
  }
  const value = column(subject.name);
  const tooLong =
    wanted.maxLength === undefined ? [] : [compare(call('length', value), '>', number(wanted.maxLength))];
  return or(...wanted.patterns.map((pattern) => not(matches(value, pattern))), ...tooLong);
};

const noun = ({ format: name }: FormatParams): Noun => nounOf('text that is no', name, 'texts that are no');

export const format = defineCheck<FormatParams>({
  id: 'format',
  summary: 'Every text has a well-known form: email, uuid, uri, hostname, ipv4, ipv6, byte (base64).',
  why: 'An address that is none is found when a message bounces or a device is not reached, long after the row was written.',
  dimension: 'conformity',
  on: 'property',
  accepts: ['text'],
  params,
  odcs: { 'options.format@string': (args) => args },
  expected: (given, context) => toleranceText(toleranceOf(context), noun(given)),
  rungs: (given, context) => {
    if (formlessFormats.includes(given.format)) {
      return [
        rung('facts', {}, () =>
          notApplicable(`${given.format} says how a text is kept, not what form it has`),
        ),
      ];
    }
    return namedExceptions({ condition: failing(given, context), noun: noun(given) }, context);
  },
  failing,
  examples: [
    {
      title: 'email',
      columns: { mail: 'text' },
      rows: [
        ['ana.b+c@example.co.uk'],
        ['a@b'],
        ['a b@example.org'],
        ['@example.org'],
        [null],
        ['a@example.org\n'],
      ],
      on: 'mail',
      params: { format: 'email' },
      expect: { status: 'fail', count: 4, failingRows: [1, 2, 3, 5] },
    },
    {
      title: 'uuid',
      columns: { id: 'text' },
      rows: [['6f1b1f4e-8a55-4c1e-9d9e-0d6f2f0f9a10'], ['6F1B1F4E-8A55-4C1E-9D9E-0D6F2F0F9A10']],
      on: 'id',
      params: { format: 'uuid' },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'uri',
      columns: { u: 'text' },
      rows: [['https://example.org/a?b=%20#c'], ['mailto:a@b.c'], ['example.org/a'], ['http://a b']],
      on: 'u',
      params: { format: 'uri' },
      expect: { status: 'fail', count: 2, failingRows: [2, 3] },
    },
    {
      title: 'hostname',
      columns: { h: 'text' },
      rows: [['plc-7.plant.example'], ['-a.example'], ['a..b'], ['a_b']],
      on: 'h',
      params: { format: 'hostname' },
      expect: { status: 'fail', count: 3, failingRows: [1, 2, 3] },
    },
    {
      title: 'ipv4',
      columns: { ip: 'text' },
      rows: [['10.0.0.255'], ['256.1.1.1'], ['1.2.3'], ['01.2.3.4']],
      on: 'ip',
      params: { format: 'ipv4' },
      expect: { status: 'fail', count: 3, failingRows: [1, 2, 3] },
    },
    {
      title: 'ipv6',
      columns: { ip: 'text' },
      rows: [
        ['::'],
        ['::1'],
        ['2001:db8::8:800:200C:417A'],
        ['1:2:3:4:5:6:7:8'],
        ['::ffff:10.0.0.1'],
        ['1:2:3:4:5:6:7::'],
        ['1::2::3'],
        ['1:2:3:4:5:6:7'],
        ['1:2:3:4:5:6:7:8:9'],
        ['12345::'],
      ],
      on: 'ip',
      params: { format: 'ipv6' },
      expect: { status: 'fail', count: 4, failingRows: [6, 7, 8, 9] },
    },
    {
      title: 'base64',
      columns: { b: 'text' },
      rows: [['YQ=='], [''], ['YQ='], ['Y Q=']],
      on: 'b',
      params: { format: 'byte' },
      expect: { status: 'fail', count: 2, failingRows: [2, 3] },
    },
    {
      title: 'a password has no form',
      columns: { p: 'text' },
      rows: [['x']],
      on: 'p',
      params: { format: 'password' },
      expect: { status: 'not-applicable' },
    },
    {
      title: 'an unknown format',
      columns: { p: 'text' },
      rows: [['x']],
      on: 'p',
      params: { format: 'emial' },
      expect: { status: 'unknown', says: 'is it email?' },
    },
  ],
});
