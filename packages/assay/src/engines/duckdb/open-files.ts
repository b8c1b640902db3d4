import { problem, refuse } from '../../domain/problem.ts';
import type { TextOptions } from '../../domain/source.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../engine.ts';
import { formatByName, textFormat } from '../files/file-format.ts';
import { type FoundFile, findFiles } from '../files/find-files.ts';
import {
  formatNote,
  type PlainText,
  plainText,
  refuseEmpty,
  type Unpacked,
  unpacked,
} from '../files/plain-text.ts';
import { inOrder } from '../in-order.ts';
import { openParquet } from './open-parquet.ts';
import { openCsv } from './text/open-csv.ts';
import { openJson } from './text/open-json.ts';
import type { Workshop } from './workshop.ts';

/** Heads are read whole into memory: fewer bytes of each where there are many files. */
const headSize = (files: number): number => (files > 20 ? 32_768 : 262_144);

const formatOf = (file: Unpacked, options: TextOptions) => textFormat(file.found.path, file.content, options);

/** All files of a source are of one format; the first that is not is named. */
const refuseMixed = (files: readonly Unpacked[], options: TextOptions): void => {
  const [first] = files;
  const other = first && files.find((file) => formatOf(file, options) !== formatOf(first, options));
  if (first === undefined || other === undefined) return;
  refuse(
    'source-unsupported',
    `${first.found.path} is ${formatOf(first, options)} and ${other.found.path} is ${formatOf(other, options)}`,
    'name files of one format, such as data/*.parquet',
    { file: other.found.path },
  );
};

/** Says in a problem what the engine says of files it cannot read. */
export const unreadable = (where: string, cause: QueryFailed): never => {
  const [line = ''] = cause.message.split('\n');
  return refuse(
    'source-unreadable',
    `${where} cannot be read: ${line.replace(/^[A-Z][A-Za-z/ ]* Error: /, '')}`,
    'look at the file with a text editor or a Parquet viewer; fetch it again where it was cut off',
    { file: where },
    cause,
  );
};

const openUnpacked = async (
  shop: Workshop,
  files: readonly Unpacked[],
  options: OpenOptions,
  textOptions: TextOptions,
  where: string,
): Promise<OpenTable> => {
  refuseMixed(files, textOptions);
  const [first] = files;
  const format = first === undefined ? 'csv' : formatOf(first, textOptions);
  const named = first && formatByName(first.found.path);
  const lies =
    textOptions.format === undefined &&
    named !== undefined &&
    named !== format &&
    !(named === 'json' && format === 'ndjson')
      ? formatNote(first?.found.path ?? where, named, format)
      : [];
  const packed =
    first?.packing !== undefined && !/\.(gz|zst|gzip|zstd)$/i.test(first.found.path)
      ? [
          problem(
            'source-note',
            `${first.found.path} is packed with ${first.packing}, which its name does not say`,
            'rename the file',
            { file: first.found.path },
          ),
        ]
      : [];
  const withNotes = (opened: OpenTable): OpenTable => ({
    ...opened,
    notes: [...lies, ...packed, ...opened.notes],
  });
  if (format === 'parquet') return withNotes(await openParquet(shop, files, options, where));
  if (format === 'duckdb')
    return refuse(
      'source-unsupported',
      `${where} is a DuckDB database: say which table of it`,
      `write ${where}#schema.table`,
      { file: where },
    );
  const texts: readonly PlainText[] = await inOrder(files, (file) =>
    plainText(file, textOptions, shop.work, options.signal),
  );
  if (format === 'json' || format === 'ndjson')
    return withNotes(await openJson(shop, texts, options, format, where));
  return withNotes(await openCsv(shop, texts, options, textOptions, format === 'tsv' ? '\t' : ',', where));
};

/** Opens found files of any format. */
export const openFound = async (
  shop: Workshop,
  found: readonly FoundFile[],
  options: OpenOptions,
  textOptions: TextOptions,
  where: string,
): Promise<OpenTable> => {
  const full = found.filter(({ sizeBytes }) => sizeBytes > 0);
  if (full.length === 0) return refuseEmpty(found[0]?.path ?? where);
  const files = await inOrder(full, (file) =>
    unpacked(file, headSize(full.length), shop.work, options.signal),
  );
  try {
    const opened = await openUnpacked(shop, files, options, textOptions, where);
    const empty = found.filter(({ sizeBytes }) => sizeBytes === 0);
    if (empty.length === 0) return opened;
    const note = problem(
      'source-note',
      `${empty[0]?.path} is empty${empty.length > 1 ? `, and ${empty.length - 1} more` : ''}`,
      'look at what should have written it',
      { file: where },
    );
    return { ...opened, notes: [note, ...opened.notes] };
  } catch (cause) {
    if (cause instanceof QueryFailed) return unreadable(where, cause);
    throw cause;
  }
};

export const openFiles = (
  shop: Workshop,
  path: string,
  options: OpenOptions,
  textOptions: TextOptions,
): Promise<OpenTable> => openFound(shop, findFiles(path), options, textOptions, path);
