import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { countOf } from '../../../domain/count-of.ts';
import type { OneFileFacts } from '../../../domain/file-facts.ts';
import { refuse } from '../../../domain/problem.ts';
import { table } from '../../../sql/select.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../../engine.ts';
import { headOf } from '../../files/head.ts';
import { hivePart, isBlank, type PlainText, refuseEmpty, withoutMark } from '../../files/plain-text.ts';
import { rejectNotes } from '../../files/rejects.ts';
import { inOrder } from '../../in-order.ts';
import { createUserViews } from '../user-view.ts';
import type { Workshop } from '../workshop.ts';
import { goodLines, type JsonFile } from './json-lines.ts';
import type { JsonFormat } from './json-reader.ts';
import { loadJson } from './load-json.ts';
import { refuseJson } from './refuse-json.ts';
import type { Loaded } from './text-rows.ts';

/** The same text without a byte order mark, which DuckDB takes for a part of JSON. */
const unmarked = async (
  shop: Workshop,
  text: PlainText,
  signal: AbortSignal | undefined,
): Promise<JsonFile> => {
  const file = { text, rejected: [], rejectedCount: 0 };
  const head = headOf(text.path, 3);
  const start = head.length - withoutMark(head).length;
  if (start === 0) return { ...file, path: text.path };
  const path = shop.work.file(`${hivePart(text.found.path)}${basename(text.path)}`);
  await pipeline(
    createReadStream(text.path, { start }),
    createWriteStream(path),
    ...(signal ? [{ signal }] : []),
  );
  return { ...file, path };
};

const factsOf = (file: JsonFile, format: JsonFormat): OneFileFacts => ({
  ...file.text.found,
  format,
  encoding: file.text.encoding,
  ...(format === 'ndjson' ? { rejected: file.rejected, rejectedCount: file.rejectedCount } : {}),
  ...(file.truncated === undefined ? {} : { truncated: file.truncated }),
});

/** JSON (one array, or objects one after another) and NDJSON, parsed once into a typed table of the session. */
export const openJson = async (
  shop: Workshop,
  texts: readonly PlainText[],
  options: OpenOptions,
  format: JsonFormat,
  where: string,
): Promise<OpenTable> => {
  for (const text of texts) if (text.whole && isBlank(text.head)) refuseEmpty(text.found.path);
  const broken = texts.find(({ undecodable }) => undecodable);
  if (format === 'json' && broken !== undefined)
    refuse(
      'source-unreadable',
      `${broken.found.path} is not valid ${broken.encoding}`,
      'state the encoding it is written in',
      { file: broken.found.path },
    );
  const lines = (): Promise<readonly JsonFile[]> => inOrder(texts, (text) => goodLines(shop, text, options));
  let files =
    broken === undefined
      ? await inOrder(texts, (text) => unmarked(shop, text, options.signal))
      : await lines();
  let loaded: Loaded;
  try {
    loaded = await loadJson(shop, files, format, options, where);
  } catch (cause) {
    if (!(cause instanceof QueryFailed)) throw cause;
    if (format === 'json' || broken !== undefined) return refuseJson(where, cause);
    files = await lines();
    loaded = await loadJson(shop, files, format, options, where).catch((again: unknown) => {
      if (again instanceof QueryFailed) return refuseJson(where, again);
      throw again;
    });
  }
  await createUserViews(shop, loaded.path, loaded.columns, loaded.named, options);
  return {
    relation: table(...loaded.path),
    columns: loaded.columns,
    facts: { rows: loaded.rows, columns: new Map() },
    files: { files: files.map((file) => factsOf(file, format)) },
    description: `${format === 'json' ? 'JSON' : 'NDJSON'}, ${countOf(files.length, 'file')}`,
    notes: [
      ...files.flatMap((file) =>
        rejectNotes(file.text.found.path, file, 'the rows that could be read were judged'),
      ),
      ...loaded.notes,
    ],
  };
};
