import { own } from '../../domain/own.ts';

/** What a tensor may hold, by the number in `TensorProto.DataType`, and the bits of one value. Source: onnx-ml.proto of onnx 1.23.2. */
const elementTypes: Readonly<Record<string, { readonly name: string; readonly bits?: number }>> = {
  1: { name: 'float32', bits: 32 },
  2: { name: 'uint8', bits: 8 },
  3: { name: 'int8', bits: 8 },
  4: { name: 'uint16', bits: 16 },
  5: { name: 'int16', bits: 16 },
  6: { name: 'int32', bits: 32 },
  7: { name: 'int64', bits: 64 },
  8: { name: 'string' },
  9: { name: 'bool', bits: 8 },
  10: { name: 'float16', bits: 16 },
  11: { name: 'float64', bits: 64 },
  12: { name: 'uint32', bits: 32 },
  13: { name: 'uint64', bits: 64 },
  14: { name: 'complex64', bits: 64 },
  15: { name: 'complex128', bits: 128 },
  16: { name: 'bfloat16', bits: 16 },
  17: { name: 'float8e4m3fn', bits: 8 },
  18: { name: 'float8e4m3fnuz', bits: 8 },
  19: { name: 'float8e5m2', bits: 8 },
  20: { name: 'float8e5m2fnuz', bits: 8 },
  21: { name: 'uint4', bits: 4 },
  22: { name: 'int4', bits: 4 },
  23: { name: 'float4e2m1', bits: 4 },
  24: { name: 'float8e8m0', bits: 8 },
  25: { name: 'uint2', bits: 2 },
  26: { name: 'int2', bits: 2 },
  27: { name: 'float6e2m3', bits: 6 },
  28: { name: 'float6e3m2', bits: 6 },
};

/** Types that models are quantised to; flags are none. */
const small = 8;

/** `float32`; `type 99` where a later ONNX gave the number a meaning. */
export const elementName = (type: number): string => own(elementTypes, String(type))?.name ?? `type ${type}`;

/** Undefined for text, and for types of a later ONNX. */
export const elementBits = (type: number): number | undefined => own(elementTypes, String(type))?.bits;

export const isSmall = (type: number): boolean =>
  elementName(type) !== 'bool' && (elementBits(type) ?? Number.POSITIVE_INFINITY) <= small;
