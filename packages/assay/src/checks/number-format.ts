import { z } from 'zod';
import { numericKinds } from '../domain/column.ts';
import { type Bounds, outsideBounds, provesBounds } from './bounds.ts';
import { defineCheck, pass, rung } from './check.ts';
import { toleranceOf, toleranceText } from './exceptions.ts';
import { namedExceptions } from './named-exceptions.ts';
import { type Noun, nounOf } from './words.ts';

const whole = (value: bigint) => ({ type: 'bigint' as const, value: value.toString() });
const signed = (bits: bigint): Bounds => ({
  minimum: whole(-(2n ** (bits - 1n))),
  maximum: whole(2n ** (bits - 1n) - 1n),
});
const unsigned = (bits: bigint): Bounds => ({ minimum: whole(0n), maximum: whole(2n ** bits - 1n) });

/** The values each format can hold. Every number that an engine has fits f64. */
const formats = {
  i8: signed(8n),
  i16: signed(16n),
  i32: signed(32n),
  i64: signed(64n),
  i128: signed(128n),
  u8: unsigned(8n),
  u16: unsigned(16n),
  u32: unsigned(32n),
  u64: unsigned(64n),
  u128: unsigned(128n),
  f32: { minimum: -3.4028234663852886e38, maximum: 3.4028234663852886e38 },
  f64: {},
} as const satisfies Record<string, Bounds>;
type Format = keyof typeof formats;

const params = z.strictObject({ format: z.enum(Object.keys(formats) as [Format, ...Format[]]) });

const noun = (format: Format): Noun => nounOf('value', `beyond ${format}`);

export const numberFormat = defineCheck<{ format: Format }>({
  id: 'numberFormat',
  summary: 'Every number fits a binary format.',
  why: 'A counter beyond what a controller or model input holds wraps around or saturates without an error.',
  dimension: 'conformity',
  on: 'property',
  accepts: numericKinds,
  params,
  odcs: {
    'options.format@integer': ({ format }) => ({ format }),
    'options.format@number': ({ format }) => ({ format }),
  },
  expected: ({ format }, context) => toleranceText(toleranceOf(context), noun(format)),
  rungs: ({ format }, context) => {
    const bounds = formats[format];
    if (Object.keys(bounds).length === 0)
      return [rung('facts', {}, () => pass(`every ${context.subject.sqlType} fits ${format}`))];
    return [
      provesBounds(bounds, context, noun(format)),
      ...namedExceptions({ condition: outsideBounds(bounds, context, 'holds'), noun: noun(format) }, context),
    ];
  },
  failing: ({ format }, context) => outsideBounds(formats[format], context, 'holds'),
  examples: [
    {
      title: 'both ends fit',
      columns: { n: 'integer' },
      rows: [[-128], [127], [null]],
      on: 'n',
      params: { format: 'i8' },
      expect: { status: 'pass', count: 0 },
    },
    {
      title: 'one beyond',
      columns: { n: 'integer' },
      rows: [[255], [256], [-1]],
      on: 'n',
      params: { format: 'u8' },
      expect: { status: 'fail', count: 2, failingRows: [1, 2] },
    },
    {
      title: 'every BIGINT fits 128 bits',
      columns: { n: 'integer' },
      rows: [[{ type: 'bigint', value: '9223372036854775807' }]],
      on: 'n',
      params: { format: 'i128' },
      expect: { status: 'pass' },
    },
    {
      title: 'NaN fits 32 bits, 1e39 does not, nor does infinity stand for it',
      columns: { x: 'float' },
      rows: [[{ type: 'float', value: 'NaN' }], [1e39], [0.1]],
      on: 'x',
      params: { format: 'f32' },
      expect: { status: 'fail', count: 1, failingRows: [1] },
    },
    {
      title: 'every double fits 64 bits',
      columns: { x: 'float' },
      rows: [[1e300]],
      on: 'x',
      params: { format: 'f64' },
      expect: { status: 'pass' },
    },
  ],
});
