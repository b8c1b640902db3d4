import { typeText } from '../../domain/model-facts.ts';
import type { ModelValue } from '../../domain/model-signature.ts';
import { elementName } from './element-types.ts';
import { fieldsOf, integerIn, type Message, malformed, messageIn, textIn } from './wire.ts';

type Shape = NonNullable<ModelValue['shape']>;

/** A type, and the shape of a tensor. */
type Typed = Omit<ModelValue, 'name'>;

const mostDimensions = 255;

/** `TensorShapeProto.Dimension`: a size 1, or a name 2. A size below zero is written for an open one by some producers. */
const dimensionIn = (message: Message): Shape[number] => {
  let dimension: Shape[number] = null;
  for (const field of fieldsOf(message)) {
    if (field.number === 1) dimension = integerIn(field) ?? null;
    if (field.number === 2) dimension = textIn(field) || null;
  }
  return dimension;
};

/** `TensorShapeProto`: dimensions 1. */
const shapeIn = (message: Message): Shape => {
  const shape: Shape = [];
  for (const field of fieldsOf(message)) {
    if (field.number !== 1) continue;
    shape.push(dimensionIn(messageIn(field)));
    if (shape.length > mostDimensions)
      malformed(`a shape has more than ${mostDimensions} dimensions`, field.from);
  }
  return shape;
};

/** `TypeProto.Tensor` and `TypeProto.SparseTensor`: type of the values 1, shape 2. */
const tensorTypeIn = (message: Message): Typed => {
  let type = 0;
  let shape: Shape | undefined;
  for (const field of fieldsOf(message)) {
    if (field.number === 1) type = integerIn(field) ?? 0;
    if (field.number === 2) shape = shapeIn(messageIn(field));
  }
  return { type: elementName(type), ...(shape === undefined ? {} : { shape }) };
};

/** `TypeProto.Sequence` and `TypeProto.Optional`: what is in it 1. */
const elementIn = (message: Message): string => {
  let inner = 'unknown';
  for (const field of fieldsOf(message)) if (field.number === 1) inner = typeText(typeIn(messageIn(field)));
  return inner;
};

/** `TypeProto.Map`: type of the keys 1, type of the values 2. */
const mapIn = (message: Message): string => {
  let [key, value] = ['unknown', 'unknown'];
  for (const field of fieldsOf(message)) {
    if (field.number === 1) key = elementName(integerIn(field) ?? 0);
    if (field.number === 2) value = typeText(typeIn(messageIn(field)));
  }
  return `${key}, ${value}`;
};

/** Kinds of `TypeProto` by their numbers. Source: onnx-ml.proto of onnx 1.23.2. */
const kinds: Readonly<Record<number, (message: Message) => Typed>> = {
  1: tensorTypeIn,
  4: (message) => ({ type: `sequence(${elementIn(message)})` }),
  5: (message) => ({ type: `map(${mapIn(message)})` }),
  7: () => ({ type: 'opaque' }),
  8: (message) => {
    const { type, ...shape } = tensorTypeIn(message);
    return { type: `sparse(${type})`, ...shape };
  },
  9: (message) => ({ type: `optional(${elementIn(message)})` }),
};

/** A `TypeProto`: which type, and the shape where it is a tensor. */
const typeIn = (message: Message): Typed => {
  let typed: Typed = { type: 'unknown' };
  for (const field of fieldsOf(message)) typed = kinds[field.number]?.(messageIn(field)) ?? typed;
  return typed;
};

/** `ValueInfoProto`: name 1, type 2. */
export const valueIn = (message: Message): ModelValue => {
  let name = '';
  let typed: Typed = { type: 'unknown' };
  for (const field of fieldsOf(message)) {
    if (field.number === 1) name = textIn(field);
    if (field.number === 2) typed = typeIn(messageIn(field));
  }
  return { name, ...typed };
};
