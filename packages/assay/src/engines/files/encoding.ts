import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '../../domain/problem.ts';

const boms: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Drops the bytes of a character that the end of the sample cuts. */
const wholeCharacters = (head: Buffer): Buffer => {
  for (let back = 1; back <= Math.min(3, head.length); back += 1) {
    const byte = head[head.length - back] ?? 0;
    if (byte < 0x80) return head;
    if (byte >= 0xc0) return head.subarray(0, head.length - back);
  }
  return head;
};

const zerosAt = (head: Buffer, parity: 0 | 1): number => {
  let zeros = 0;
  for (let at = parity; at < head.length; at += 2) if (head[at] === 0) zeros += 1;
  return zeros / (head.length / 2);
};

/**
 * The encoding of a text by its first bytes: a byte order mark; zero bytes at every second place; valid UTF-8; and what is
 * none of these is windows-1252, the superset of latin-1.
 */
export const encodingOf = (head: Buffer, whole: boolean): string => {
  const marked = boms.find(([, bom]) => bom.every((byte, index) => head[index] === byte));
  if (marked !== undefined) return marked[0];
  if (head.length >= 4) {
    const [even, odd] = [zerosAt(head, 0), zerosAt(head, 1)];
    if (odd > 0.4 && even < 0.1) return 'utf-16le';
    if (even > 0.4 && odd < 0.1) return 'utf-16be';
  }
  return isUtf8(whole ? head : wholeCharacters(head)) ? 'utf-8' : 'windows-1252';
};

/** The usual spelling of an encoding's name, or undefined where nobody knows it. */
const aliases: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf-16': 'utf-16le',
  latin1: 'latin-1',
  'iso-8859-1': 'latin-1',
  cp1252: 'windows-1252',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
};
export const encodingName = (asked: string): string => aliases[asked.toLowerCase()] ?? asked.toLowerCase();

/** What a decoder writes for bytes that it does not know, in UTF-8. */
const replacement = Buffer.from('\ufffd');

/** Decodes a file as a stream into UTF-8 without a byte order mark; says whether it holds bytes that are not of the encoding. */
export const decodeFile = async (
  path: string,
  encoding: string,
  to: string,
  signal?: AbortSignal,
): Promise<{ readonly undecodable: boolean }> => {
  const { default: iconv } = await import('iconv-lite');
  if (!iconv.encodingExists(encoding))
    refuse(
      'source-unsupported',
      `nobody knows an encoding called ${encoding}`,
      'write utf-8, utf-16le, latin-1, windows-1252 or another name that iconv-lite knows',
      { file: path },
    );
  let undecodable = false;
  await pipeline(
    createReadStream(path),
    iconv.decodeStream(encoding),
    iconv.encodeStream('utf-8', { addBOM: false }),
    new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        undecodable ||= chunk.includes(replacement);
        done(null, chunk);
      },
    }),
    createWriteStream(to),
    ...(signal ? [{ signal }] : []),
  );
  return { undecodable };
};

/**
 * What a text is that is not UTF-8 throughout: `damaged` where other lines hold valid characters beyond ASCII, `other` where
 * every such character is invalid, so that the text is of another encoding, and `utf-8` where nothing is wrong.
 */
export const utf8Kind = async (
  path: string,
  signal?: AbortSignal,
): Promise<'utf-8' | 'damaged' | 'other'> => {
  let [valid, invalid] = [0, 0];
  let rest: Buffer = Buffer.alloc(0);
  const judge = (line: Buffer): void => {
    if (!isUtf8(line)) invalid += 1;
    else if (!isAscii(line)) valid += 1;
  };
  for await (const chunk of createReadStream(path, {
    highWaterMark: 1 << 20,
    ...(signal ? { signal } : {}),
  })) {
    const window: Buffer = Buffer.concat([rest, chunk as Buffer]);
    const end = window.lastIndexOf(10) + 1;
    const lines = end === 0 && window.length < 1 << 24 ? 0 : end === 0 ? window.length : end;
    if (isUtf8(window.subarray(0, lines))) judge(window.subarray(0, lines));
    else
      for (let at = 0; at < lines; ) {
        const next = window.indexOf(10, at) + 1 || lines;
        judge(window.subarray(at, next));
        at = next;
      }
    rest = window.subarray(lines);
  }
  judge(rest);
  return invalid === 0 ? 'utf-8' : valid === 0 ? 'other' : 'damaged';
};
