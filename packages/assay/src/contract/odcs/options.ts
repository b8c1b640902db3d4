import { z } from 'zod';
import type { LogicalType } from '../logical-type.ts';
import { closed } from '../shape.ts';
import { flag, text, wholeNumber } from './common.ts';

const size = wholeNumber.refine((value) => value >= 0, 'a size of at least 0 is needed').exactOptional();
const bound = z.number().exactOptional();
const moment = text.exactOptional();

const numeric = <F extends readonly [string, ...string[]]>(formats: F) =>
  closed({
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    multipleOf: z
      .number()
      .refine((step) => step > 0, 'a step above 0 is needed')
      .exactOptional(),
    format: z.enum(formats).exactOptional(),
  });

const moments = {
  minimum: moment,
  maximum: moment,
  exclusiveMinimum: moment,
  exclusiveMaximum: moment,
  format: moment,
};
const zoned = closed({ ...moments, timezone: flag.exactOptional(), defaultTimezone: moment });

/** `logicalTypeOptions` by `logicalType`. Boolean takes none. */
export const optionShapes = {
  string: closed({
    minLength: size,
    maxLength: size,
    pattern: text.exactOptional(),
    format: text.exactOptional(),
  }),
  integer: numeric(['i8', 'i16', 'i32', 'i64', 'i128', 'u8', 'u16', 'u32', 'u64', 'u128']),
  number: numeric(['f32', 'f64']),
  boolean: closed({}),
  date: closed(moments),
  timestamp: zoned,
  time: zoned,
  array: closed({ minItems: size, maxItems: size, uniqueItems: flag.exactOptional() }),
  object: closed({
    minProperties: size,
    maxProperties: size,
    required: z
      .array(text)
      .min(1, 'a list of at least one name is needed')
      .refine((names) => new Set(names).size === names.length, 'a name is written twice')
      .exactOptional(),
  }),
} as const satisfies Record<LogicalType, unknown>;

export const logicalTypes = Object.keys(optionShapes) as [LogicalType, ...LogicalType[]];
