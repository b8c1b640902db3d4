import { cellText } from '../../../domain/cell.ts';
import type { Column } from '../../../domain/column.ts';
import type { OpenOptions } from '../../engine.ts';
import { type NamedColumn, nameColumns } from '../../files/column-names.ts';
import { duckdbDialect } from '../dialect.ts';
import type { Workshop } from '../workshop.ts';
import type { JsonFile } from './json-lines.ts';
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

/** Loads the objects of files into a typed table. Throws `QueryFailed` where they cannot be read. */
export const loadJson = async (
  shop: Workshop,
  files: readonly JsonFile[],
  format: JsonFormat,
  options: OpenOptions,
  where: string,
): Promise<Loaded> => {
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
  return loadText(
    shop,
    {
      from,
      columns: columns.map(({ column }) => column),
      cells: (index) => sample[index] ?? [],
      complete: false,
      sizeBytes: files.reduce((sum, { text }) => sum + text.sizeBytes, 0),
      file: where,
      typed: (index) => (columns[index]?.asText ? undefined : columns[index]?.physical),
    },
    options,
  );
};
