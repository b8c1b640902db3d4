import type { Bytes } from '../bytes.ts';

/** The bytes are no message of the kind that was expected. */
export class Malformed extends Error {}

export const malformed = (what: string, place: number): never => {
  throw new Malformed(`${what}, at byte ${place.toLocaleString('en')}`);
};

/** A message of protocol buffers: where it lies, and in how many others. */
export interface Message {
  readonly bytes: Bytes;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** How a value is written. Source: the encoding guide of protocol buffers, “Message Structure”. */
export const wires = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** One value in a message. */
export interface Field extends Message {
  readonly number: number;
  readonly wire: number;
  /** Of a varint; of others their length. */
  readonly value: number;
}

/** As deep as protocol buffers read messages by default. */
const deepest = 100;
const highestNumber = 2 ** 29 - 1;
const longestVarint = 10;
/** Names and the like are shorter. */
const longestText = 4_096;

export const messageOf = (bytes: Bytes): Message => ({ bytes, from: 0, to: bytes.size, depth: 0 });

/** A varint as a number: beyond 2^53 it is about right, and what is negative is beyond 2^63. */
const varintIn = (
  bytes: Bytes,
  from: number,
  to: number,
): { readonly value: number; readonly end: number } => {
  let value = 0;
  for (let index = 0; index < longestVarint; index += 1) {
    if (from + index >= to) return malformed('a number is cut off', from);
    const byte = bytes.at(from + index);
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: from + index + 1 };
  }
  return malformed('a number has more than ten bytes', from);
};

const lengthOf = (wire: number, varint: number, place: number): number => {
  if (wire === wires.fixed64) return 8;
  if (wire === wires.fixed32) return 4;
  return wire === wires.bytes ? varint : malformed(`no value is written as ${wire}`, place);
};

/** The values of a message in the order they are written; of long ones nothing is read. */
export function* fieldsOf({ bytes, from, to, depth }: Message): Generator<Field> {
  for (let place = from; place < to; ) {
    const key = varintIn(bytes, place, to);
    const [number, wire] = [Math.floor(key.value / 8), key.value % 8];
    if (number < 1 || number > highestNumber) malformed(`no field has the number ${number}`, place);
    const hasVarint = wire === wires.varint || wire === wires.bytes;
    const varint = hasVarint ? varintIn(bytes, key.end, to) : { value: 0, end: key.end };
    const isVarint = wire === wires.varint;
    const start = isVarint ? key.end : varint.end;
    const end = isVarint ? varint.end : start + lengthOf(wire, varint.value, place);
    if (end > to) malformed(`a value of ${(end - start).toLocaleString('en')} bytes is cut off`, place);
    yield { number, wire, value: isVarint ? varint.value : end - start, bytes, from: start, to: end, depth };
    place = end;
  }
}

const expectWire = ({ wire, number, from }: Field, expected: number, what: string): void => {
  if (wire !== expected) malformed(`field ${number} is no ${what}`, from);
};

export const messageIn = (field: Field): Message => {
  expectWire(field, wires.bytes, 'message');
  if (field.depth >= deepest) malformed(`messages lie more than ${deepest} deep in each other`, field.from);
  return { ...field, depth: field.depth + 1 };
};

const decoder = new TextDecoder();

/** What is no UTF-8 becomes U+FFFD. */
export const textIn = (field: Field, longest: number = longestText): string => {
  expectWire(field, wires.bytes, 'text');
  const { bytes, from, to } = field;
  if (to - from > longestText && longest === longestText)
    malformed(`a name has ${(to - from).toLocaleString('en')} bytes`, from);
  const text = decoder.decode(bytes.slice(from, Math.min(to, from + longest)));
  return to - from > longest ? `${text}…` : text;
};

/** A whole number; undefined where it is negative, or beyond 2^53. */
export const integerIn = (field: Field): number | undefined => {
  expectWire(field, wires.varint, 'number');
  return Number.isSafeInteger(field.value) ? field.value : undefined;
};

/** A signed number of 64 bits, exactly. */
export const int64TextIn = (field: Field): string => {
  expectWire(field, wires.varint, 'number');
  const { bytes, from, to } = field;
  const value = bytes
    .slice(from, to)
    .reduce((sum, byte, index) => sum | (BigInt(byte & 0x7f) << BigInt(7 * index)), 0n);
  return String(BigInt.asIntN(64, value));
};

/** The numbers of a field that may be written packed or one by one. */
export const integersIn = (field: Field, most: number): readonly (number | undefined)[] => {
  if (field.wire !== wires.bytes) return [integerIn(field)];
  const found: (number | undefined)[] = [];
  for (let place = field.from; place < field.to; ) {
    if (found.length === most) malformed(`there are more than ${most} numbers`, field.from);
    const { value, end } = varintIn(field.bytes, place, field.to);
    found.push(Number.isSafeInteger(value) ? value : undefined);
    place = end;
  }
  return found;
};
