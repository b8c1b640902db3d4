import type { Column } from '../../../domain/column.ts';
import type { OneFileFacts } from '../../../domain/file-facts.ts';
import { type Problem, problem, refuse } from '../../../domain/problem.ts';
import { table } from '../../../sql/select.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../../engine.ts';
import { nameColumns } from '../../files/column-names.ts';
import { hivePart, isBlank, type PlainText, refuseEmpty } from '../../files/plain-text.ts';
import { duckdbDialect } from '../dialect.ts';
import { describeColumns } from '../open-parquet.ts';
import { createUserViews } from '../user-view.ts';
import type { Workshop } from '../workshop.ts';
import { goodLines, type JsonFile } from './json-lines.ts';
import { loadText } from './load-text.ts';
import type { Loaded } from './text-rows.ts';

const { literal, identifier } = duckdbDialect;

/** Objects longer than this are a problem. */
const longestObject = 64 * 1024 * 1024;

const readerOf = (files: readonly JsonFile[], format: 'json' | 'ndjson', columns?: string): string => {
  const hive = files.some(({ text }) => hivePart(text.found.path) !== '');
  return `read_json([${files.map(({ path }) => literal(path)).join(', ')}], format = '${format === 'json' ? 'auto' : 'newline_delimited'}', sample_size = -1, union_by_name = true, maximum_object_size = ${longestObject}, hive_partitioning = ${hive}${columns === undefined ? '' : `, columns = {${columns}}`})`;
};

/** Scalars that a contract declares are read as text, so that a number written as text is seen. */
const scalarTypes = new Set(['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time']);

const castsOf = (physical: readonly Column[], options: OpenOptions, where: string) => {
  const named = nameColumns(
    physical.map(({ name }) => name),
    options.declared,
    where,
  );
  return named.map((column, index) => ({
    column,
    type: physical[index]?.sqlType ?? 'JSON',
    asText: column.declared !== undefined && scalarTypes.has(column.declared.logicalType ?? ''),
  }));
};

const load = async (
  shop: Workshop,
  files: readonly JsonFile[],
  format: 'json' | 'ndjson',
  options: OpenOptions,
  where: string,
): Promise<{ loaded: Loaded; named: ReturnType<typeof nameColumns> }> => {
  const physical = await describeColumns(shop.connection, readerOf(files, format));
  if (physical.length === 1 && physical[0]?.name === 'json')
    refuse(
      'source-unsupported',
      `${where} holds JSON values that are no objects`,
      'write one object per row',
      { file: where },
    );
  const casts = castsOf(physical, options, where);
  const hive = files.some(({ text }) => hivePart(text.found.path) !== '');
  const columns = casts
    .map(
      ({ column, type, asText }) => `${literal(column.physicalName)}: ${literal(asText ? 'VARCHAR' : type)}`,
    )
    .join(', ');
  const list = casts.map(
    ({ column, asText }, index) =>
      `${asText ? `CAST(${identifier(column.physicalName)} AS VARCHAR)` : identifier(column.physicalName)} AS c${index}`,
  );
  const named = casts.map(({ column }) => column);
  const rows = {
    from: `(SELECT ${list.join(', ')} FROM ${readerOf(files, format, hive ? undefined : columns)})`,
    columns: named,
    cells: () => [],
    complete: false,
    sizeBytes: files.reduce((sum, { text }) => sum + text.sizeBytes, 0),
    file: where,
    typed: (index: number) => (casts[index]?.asText ? undefined : physical[index]),
  };
  const loaded = await loadText(shop, rows, options);
  return { loaded, named };
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

const factsOf = (file: JsonFile, format: 'json' | 'ndjson'): OneFileFacts => ({
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
  format: 'json' | 'ndjson',
  where: string,
): Promise<OpenTable> => {
  for (const text of texts) if (text.whole && isBlank(text.head)) refuseEmpty(text.found.path);
  let files: readonly JsonFile[] = texts.map((text) => ({
    text,
    path: text.path,
    rejected: [],
    rejectedCount: 0,
  }));
  let found: Awaited<ReturnType<typeof load>>;
  try {
    found = await load(shop, files, format, options, where);
  } catch (cause) {
    if (!(cause instanceof QueryFailed) || format === 'json') throw cause;
    const kept: JsonFile[] = [];
    for (const text of texts) kept.push(await goodLines(shop, text, options));
    files = kept;
    found = await load(shop, files, format, options, where);
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
