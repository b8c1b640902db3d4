import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Problem, problem, refuse } from '../../domain/problem.ts';
import type { TextOptions } from '../../domain/source.ts';
import { decodeFile, encodingName, encodingOf } from './encoding.ts';
import { type Content, contentOf, type Packing } from './file-format.ts';
import type { FoundFile } from './find-files.ts';
import { headOf } from './head.ts';
import { unpack } from './unpack.ts';
import type { WorkFolder } from './work-folder.ts';

/** A file of a source as it was found, and where its content lies unpacked. */
export interface Unpacked {
  readonly found: FoundFile;
  readonly path: string;
  readonly head: Buffer;
  readonly packing?: Packing;
  readonly content: Content | undefined;
}

/** An unpacked text in UTF-8. */
export interface PlainText {
  readonly found: FoundFile;
  readonly path: string;
  readonly head: Buffer;
  /** The head is all of it. */
  readonly whole: boolean;
  readonly sizeBytes: number;
  readonly encoding: string;
  /** Holds U+FFFD for bytes that its encoding does not know. */
  readonly undecodable: boolean;
}

/** The `key=value` folders of a path: a copy elsewhere keeps them, because they are columns. */
export const hivePart = (path: string): string =>
  path
    .split(/[\\/]/)
    .slice(0, -1)
    .filter((segment) => /^[^=]+=[^=]*$/.test(segment))
    .map((segment) => `${segment}/`)
    .join('');

/** The keys of those folders. */
export const hiveKeys = (path: string): readonly string[] =>
  hivePart(path)
    .split('/')
    .filter(Boolean)
    .map((part) => part.slice(0, part.indexOf('=')));

/** The keys of the folders of all files, in small letters, as DuckDB compares them. */
export const folderKeys = (files: readonly { readonly found: FoundFile }[]): ReadonlySet<string> =>
  new Set(files.flatMap(({ found }) => hiveKeys(found.path)).map((key) => key.toLowerCase()));

/** Refuses what no reader here can read. */
const refuseForeign = (path: string, content: Content | undefined): void => {
  if (content?.kind === 'foreign')
    refuse(
      'source-unsupported',
      `${path} is ${content.name}, which Assay does not read`,
      'export it as CSV or Parquet',
      { file: path },
    );
};

/** Unpacks where the bytes are packed, whatever the name says. */
export const unpacked = async (
  found: FoundFile,
  headSize: number,
  work: WorkFolder,
  signal?: AbortSignal,
): Promise<Unpacked> => {
  const head = headOf(found.path, headSize);
  const content = contentOf(head);
  refuseForeign(found.path, content);
  if (content?.kind !== 'packed') return { found, path: found.path, head, content };
  const path = work.file(
    `${hivePart(found.path)}${basename(found.path).replace(/\.(gz|zst|gzip|zstd)$/i, '')}`,
  );
  await unpack(found.path, content.packing, path, signal);
  const inside = headOf(path, headSize);
  const innerContent = contentOf(inside);
  refuseForeign(found.path, innerContent);
  if (innerContent?.kind === 'packed')
    refuse('source-unsupported', `${found.path} is packed twice`, 'unpack it once', { file: found.path });
  return { found, path, head: inside, packing: content.packing, content: innerContent };
};

/** Control characters among the bytes of a text; NUL apart, which fills what a broken write has left. */
const isBinary = (head: Buffer): boolean => {
  const written = head.subarray(0, 4096).filter((byte) => byte !== 0);
  const controls = written.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
  return written.length === 0 || controls.length / written.length > 0.05;
};

/** Decodes where the text is not UTF-8. */
export const plainText = async (
  file: Unpacked,
  options: TextOptions,
  work: WorkFolder,
  signal?: AbortSignal,
): Promise<PlainText> => {
  const { found } = file;
  const size = file.path === found.path ? found.sizeBytes : statSync(file.path).size;
  const whole = size <= file.head.length;
  const detected = encodingOf(file.head, whole);
  const encoding = options.encoding === undefined ? detected : encodingName(options.encoding);
  if (encoding === 'utf-8' || encoding === 'windows-1252') {
    if (isBinary(file.head))
      refuse(
        'source-unsupported',
        `${found.path} holds binary data, no text`,
        'name a CSV, JSON or Parquet file',
        { file: found.path },
      );
  }
  if (encoding === 'utf-8')
    return {
      found,
      path: file.path,
      head: withoutMark(file.head),
      whole,
      sizeBytes: size,
      encoding,
      undecodable: false,
    };
  return decoded({ found, path: file.path }, encoding, file.head.length, work, signal);
};

/** The same text decoded from another encoding. */
export const decoded = async (
  file: Pick<PlainText, 'found' | 'path'>,
  encoding: string,
  headSize: number,
  work: WorkFolder,
  signal?: AbortSignal,
): Promise<PlainText> => {
  const path = work.file(`${hivePart(file.found.path)}${basename(file.path)}`);
  const { undecodable } = await decodeFile(file.path, encoding, path, signal);
  const size = statSync(path).size;
  const head = headOf(path, Math.max(headSize, 4096));
  return {
    found: file.found,
    path,
    head: withoutMark(head),
    whole: size <= head.length,
    sizeBytes: size,
    encoding,
    undecodable,
  };
};

export const withoutMark = (head: Buffer): Buffer =>
  head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;

export const isBlank = (head: Buffer): boolean => head.toString('latin1').trim() === '';

export const refuseEmpty = (path: string): never =>
  refuse(
    'source-empty',
    `${path} is empty: it has no header and no row`,
    'look at what should have written it',
    { file: path },
  );

/** What a lying name is worth saying. */
export const formatNote = (path: string, named: string | undefined, is: string): readonly Problem[] =>
  named === undefined || named === is
    ? []
    : [
        problem(
          'source-note',
          `${path} is called .${named} but holds ${is}; read as ${is}`,
          'rename the file',
          { file: path },
        ),
      ];
