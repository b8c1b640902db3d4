import { elementBits } from './element-types.ts';
import { pairIn } from './pairs.ts';
import { fieldsOf, integerIn, integersIn, type Message, malformed, messageIn, textIn } from './wire.ts';

/** Where a tensor lies outside of its model. */
export interface ExternalPlace {
  readonly location: string;
  /** Bytes of the file that are needed, from its beginning. */
  readonly end: number;
}

/** What a `TensorProto` says of itself. What it holds is not read. */
export interface Tensor {
  readonly name: string;
  readonly type: number;
  readonly values: number;
  /** In memory. */
  readonly bytes: number;
  readonly external?: ExternalPlace;
}

const mostDimensions = 255;

/** Numbers of `TensorProto`. Source: onnx-ml.proto of onnx 1.23.2. */
const at = { dims: 1, type: 2, segment: 3, texts: 6, name: 8, raw: 9, external: 13, location: 14 } as const;
/** `float_data`, `int32_data`, `int64_data`, `double_data`, `uint64_data`. */
const typedData: readonly number[] = [4, 5, 7, 10, 11];
/** What is read of `external_data`. */
const externalKeys: readonly string[] = ['location', 'offset', 'length'];
/** The smallest numbers are packed so many to a byte at most. */
const mostToByte = 4;

interface Read {
  name: string;
  type: number;
  readonly dims: number[];
  raw?: number;
  typed: number;
  texts: number;
  isExternal: boolean;
  readonly pairs: Map<string, string>;
}

const readTensor = (message: Message): Read => {
  const read: Read = { name: '', type: 0, dims: [], typed: 0, texts: 0, isExternal: false, pairs: new Map() };
  for (const field of fieldsOf(message)) {
    const { number, from, to } = field;
    if (number === at.dims)
      for (const size of integersIn(field, mostDimensions)) {
        read.dims.push(size ?? malformed('a tensor has a dimension below zero', from));
        if (read.dims.length > mostDimensions)
          malformed(`a tensor has more than ${mostDimensions} dimensions`, from);
      }
    else if (number === at.type) read.type = integerIn(field) ?? malformed('a tensor has no type', from);
    else if (number === at.name) read.name = textIn(field);
    else if (number === at.raw) read.raw = to - from;
    else if (number === at.texts) read.texts += to - from;
    else if (number === at.location) read.isExternal = integerIn(field) === 1;
    else if (number === at.external) {
      const [key, value] = pairIn(messageIn(field));
      if (externalKeys.includes(key)) read.pairs.set(key, value);
    } else if (number === at.segment) malformed('a tensor is kept in segments, which nothing reads', from);
    else if (typedData.includes(number)) read.typed += to - from;
  }
  return read;
};

const valuesOf = ({ name, dims }: Read, place: number): number => {
  const values = dims.reduce((product, size) => product * size, 1);
  return Number.isSafeInteger(values)
    ? values
    : malformed(`tensor ${JSON.stringify(name)} has more than 2^53 values`, place);
};

const wholeNumber = (text: string): number | undefined =>
  /^\d{1,15}$/.test(text) ? Number(text) : undefined;

const calledOf = ({ name, dims }: Read): string =>
  `tensor ${JSON.stringify(name)} of ${dims.join('×') || 'one value'}`;

const holdsOther = (read: Read, held: number, bytes: number, place: number): never =>
  malformed(
    `${calledOf(read)} holds ${held.toLocaleString('en')} bytes, not ${bytes.toLocaleString('en')}`,
    place,
  );

/** A length of 0, as none, leads to the end of what the tensor needs. */
const externalOf = (read: Read, bytes: number, place: number): ExternalPlace => {
  const location = read.pairs.get('location') ?? '';
  const offset = wholeNumber(read.pairs.get('offset') ?? '0');
  const length = wholeNumber(read.pairs.get('length') ?? '0');
  if (location === '' || offset === undefined || length === undefined)
    return malformed(`tensor ${JSON.stringify(read.name)} does not say where it is kept`, place);
  if (length !== 0 && length < bytes) holdsOther(read, length, bytes, place);
  return { location, end: offset + Math.max(length, bytes) };
};

/** What a tensor says of itself must fit what it holds. */
const expectHeld = (read: Read, values: number, bytes: number | undefined, place: number): void => {
  if (bytes === undefined) return;
  if (read.raw !== undefined) {
    if (read.raw !== bytes) holdsOther(read, read.raw, bytes, place);
  } else if (values > read.typed * mostToByte)
    malformed(`${calledOf(read)} holds ${read.typed.toLocaleString('en')} bytes`, place);
};

/** Reads a tensor but for its values. Throws `Malformed` where it does not hold what it says. */
export const tensorIn = (message: Message): Tensor => {
  const read = readTensor(message);
  const values = valuesOf(read, message.from);
  const bits = elementBits(read.type);
  const bytes = bits === undefined ? undefined : Math.ceil((values * bits) / 8);
  const { name, type } = read;
  if (!read.isExternal) {
    expectHeld(read, values, bytes, message.from);
    return { name, type, values, bytes: bytes ?? (read.raw ?? 0) + read.texts };
  }
  return { name, type, values, bytes: bytes ?? 0, external: externalOf(read, bytes ?? 0, message.from) };
};

/** `SparseTensorProto`: the values that it holds, 1; undefined without any. */
export const sparseValuesIn = (message: Message): Tensor | undefined => {
  let values: Tensor | undefined;
  for (const field of fieldsOf(message)) if (field.number === 1) values = tensorIn(messageIn(field));
  return values;
};
