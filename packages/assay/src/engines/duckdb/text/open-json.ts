import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cellText } from '../../../domain/cell.ts';
import type { Column } from '../../../domain/column.ts';
import type { OneFileFacts } from '../../../domain/file-facts.ts';
import { type Problem, problem, refuse } from '../../../domain/problem.ts';
import { table } from '../../../sql/select.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../../engine.ts';
import { type NamedColumn, nameColumns } from '../../files/column-names.ts';
import { headOf } from '../../files/head.ts';
import { hivePart, isBlank, type PlainText, refuseEmpty, withoutMark } from '../../files/plain-text.ts';
import { inOrder } from '../../in-order.ts';
import { duckdbDialect } from '../dialect.ts';
import { createUserViews } from '../user-view.ts';
import type { Workshop } from '../workshop.ts';
import { goodLines, type JsonFile } from './json-lines.ts';
import { type JsonFormat, jsonColumns, jsonRows } from './json-reader.ts';
import { loadText } from './load-text.ts';
import type { Loaded } from './text-rows.ts';

const { literal, identifier } = duckdbDialect;

/** Scalars that a contract declares are read as text, so that a number written as text is seen. */
const scalarTypes = new Set(['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time']);

/** Texts that DuckDB takes for something else by rules of its own; a cell of any text file is typed by Assay's. */
const guessedFromText = new Set(['DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'UUID']);
const sampledRows = 1000;

interface JsonColumn {
  readonly column: NamedColumn;
  readonly physical: Column;
  /** Read as text, and typed as the cells of other text files are. */
  readonly asText: boolean;
}

const columnsOf = (
  physical: readonly Column[],
  options: OpenOptions,
  where: string,
): readonly JsonColumn[] => {
  const named = nameColumns(
    physical.map(({ name }) => name),
    options.declared,
    where,
  );
  return physical.map((column, index) => {
    const own = named[index] ?? { name: column.name, physicalName: column.name };
    const logicalType = own.declared?.logicalType;
    const asText =
      logicalType === undefined ? guessedFromText.has(column.sqlType) : scalarTypes.has(logicalType);
    return { column: own, physical: column, asText };
  });
};

/** Cells of the first rows, column by column. */
const sampleOf = async (
  shop: Workshop,
  from: string,
  columns: readonly JsonColumn[],
): Promise<readonly (readonly (string | null)[])[]> => {
  const asked = columns.flatMap(({ column, asText }, index) =>
    asText && column.declared === undefined ? [index] : [],
  );
  if (asked.length === 0) return [];
  const rows = await shop.connection.rows(
    `SELECT ${asked.map((index) => `c${index}`).join(', ')} FROM ${from} LIMIT ${sampledRows}`,
  );
  const cells: (string | null)[][] = columns.map(() => []);
  for (const row of rows)
    for (const index of asked) {
      const cell = row[`c${index}`] ?? null;
      cells[index]?.push(cell === null ? null : cellText(cell));
    }
  return cells;
};

const load = async (
  shop: Workshop,
  files: readonly JsonFile[],
  format: JsonFormat,
  options: OpenOptions,
  where: string,
): Promise<{ loaded: Loaded; named: readonly NamedColumn[] }> => {
  const columns = columnsOf(await jsonColumns(shop, files, format, where), options, where);
  const reader = jsonRows(
    files,
    format,
    columns.map(({ column: { physicalName }, physical, asText }) => ({
      name: physicalName,
      pair: `${literal(physicalName)}: ${literal(asText ? 'VARCHAR' : physical.sqlType)}`,
    })),
  );
  const list = columns.map(({ column, asText }, index) => {
    const name = identifier(column.physicalName);
    return `${asText ? `CAST(${name} AS VARCHAR)` : name} AS c${index}`;
  });
  const from = `(SELECT ${list.join(', ')} FROM ${reader})`;
  const sample = await sampleOf(shop, from, columns);
  const named = columns.map(({ column }) => column);
  const loaded = await loadText(
    shop,
    {
      from,
      columns: named,
      cells: (index) => sample[index] ?? [],
      complete: false,
      sizeBytes: files.reduce((sum, { text }) => sum + text.sizeBytes, 0),
      file: where,
      typed: (index) => (columns[index]?.asText ? undefined : columns[index]?.physical),
    },
    options,
  );
  return { loaded, named };
};

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

/** What the engine says of JSON it cannot read, without the values it quotes. */
const refuseJson = (where: string, cause: QueryFailed): never => {
  if (/expected records/.test(cause.message))
    refuse(
      'source-unsupported',
      `${where} holds JSON values that are no objects`,
      'write one object per row',
      { file: where },
    );
  const [place = ''] = /(?:at byte \d+ )?in (?:record\/value|line) \d+/.exec(cause.message) ?? [];
  const key = / has duplicate key ("(?:[^"\\]|\\.)*")/.exec(cause.message)?.[1];
  const words =
    key !== undefined
      ? `an object has the key ${key} twice`
      : /^Invalid Input Error: Malformed JSON/.test(cause.message)
        ? 'malformed JSON'
        : 'JSON that does not fit the rest';
  return refuse(
    'source-unreadable',
    `${where} cannot be read: ${words}${place === '' ? '' : `, ${place}`}`,
    'look at the file with a text editor; fetch it again where it was cut off',
    { file: where },
    cause,
  );
};

const rejectNotes = ({ text, rejected, rejectedCount, truncated }: JsonFile): readonly Problem[] => {
  const [first] = rejected;
  if (first === undefined) return [];
  const words = `${rejectedCount.toLocaleString('en')} ${rejectedCount === 1 ? 'line' : 'lines'} could not be read; line ${first.line}: ${first.reason}`;
  return [
    problem(
      'source-note',
      `${text.found.path}: ${words}${truncated === undefined ? '' : `; the file is truncated: ${truncated}`}`,
      'the rows that could be read were judged',
      { file: text.found.path, line: first.line },
    ),
  ];
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
  if (format === 'json') {
    const broken = texts.find(({ undecodable }) => undecodable);
    if (broken !== undefined)
      refuse(
        'source-unreadable',
        `${broken.found.path} is not valid ${broken.encoding}`,
        'state the encoding it is written in',
        { file: broken.found.path },
      );
  }
  const lines = (): Promise<readonly JsonFile[]> => inOrder(texts, (text) => goodLines(shop, text, options));
  let files = texts.some(({ undecodable }) => undecodable)
    ? await lines()
    : await inOrder(texts, (text) => unmarked(shop, text, options.signal));
  let found: Awaited<ReturnType<typeof load>>;
  try {
    found = await load(shop, files, format, options, where);
  } catch (cause) {
    if (!(cause instanceof QueryFailed)) throw cause;
    if (format === 'json') return refuseJson(where, cause);
    files = await lines();
    found = await load(shop, files, format, options, where).catch((again: unknown) => {
      if (again instanceof QueryFailed) return refuseJson(where, again);
      throw again;
    });
  }
  const { loaded, named } = found;
  await createUserViews(shop, loaded.path, loaded.columns, named, options);
  return {
    relation: table(...loaded.path),
    columns: loaded.columns,
    facts: { rows: loaded.rows, columns: new Map() },
    files: { files: files.map((file) => factsOf(file, format)) },
    description: `${format === 'json' ? 'JSON' : 'NDJSON'}, ${files.length === 1 ? '1 file' : `${files.length} files`}`,
    notes: [...files.flatMap(rejectNotes), ...loaded.notes],
  };
};
