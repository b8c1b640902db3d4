import { cellText } from '../../../domain/cell.ts';
import type { Column } from '../../../domain/column.ts';
import { QueryFailed } from '../../engine.ts';
import { folderKeys } from '../../files/plain-text.ts';
import { describeColumns } from '../describe-columns.ts';
import { fileList } from '../file-list.ts';
import { mayBeRenamed, refuseTwins } from '../true-names.ts';
import type { Workshop } from '../workshop.ts';
import { longestObject } from './json-line.ts';
import type { JsonFile } from './json-lines.ts';

export type JsonFormat = 'json' | 'ndjson';

/** Keys of the `key=value` folders, which DuckDB adds as columns. */
const keysOf = (files: readonly JsonFile[]): ReadonlySet<string> => folderKeys(files.map(({ text }) => text));

const settings = (files: readonly JsonFile[], format: JsonFormat): string =>
  `${fileList(files.map(({ path }) => path))}, compression = 'uncompressed', format = '${format === 'json' ? 'auto' : 'newline_delimited'}', maximum_object_size = ${longestObject}`;

const hive = (files: readonly JsonFile[]): string => `hive_partitioning = ${keysOf(files).size > 0}`;

/** The files as rows of the given columns, each a pair of literals: name and type. */
export const jsonRows = (
  files: readonly JsonFile[],
  format: JsonFormat,
  columns: readonly { readonly name: string; readonly pair: string }[],
): string => {
  const keys = keysOf(files);
  const own = columns.filter(({ name }) => !keys.has(name.toLowerCase())).map(({ pair }) => pair);
  return `read_json(${settings(files, format)}, ${hive(files)}, records = true, columns = {${own.join(', ')}})`;
};

/** Objects of more keys than DuckDB holds for records are maps to it, unless it is told that there are none. */
const described = async (shop: Workshop, files: readonly JsonFile[], format: JsonFormat) => {
  const reader = `${settings(files, format)}, ${hive(files)}, sample_size = -1, union_by_name = true, records = true`;
  try {
    return await describeColumns(shop.connection, `read_json(${reader})`);
  } catch (cause) {
    if (!(cause instanceof QueryFailed) || !/expected records/.test(cause.message)) throw cause;
    return await describeColumns(shop.connection, `read_json(${reader}, map_inference_threshold = -1)`);
  }
};

/** The keys of the objects, as DuckDB types them. Throws `QueryFailed` where a row is no object. */
export const jsonColumns = async (
  shop: Workshop,
  files: readonly JsonFile[],
  format: JsonFormat,
  where: string,
): Promise<readonly Column[]> => {
  const columns = await described(shop, files, format);
  if (!columns.some(({ name }) => mayBeRenamed(name))) return columns;
  const rows = await shop.connection.rows(
    `SELECT DISTINCT unnest(json_keys(json)) AS name FROM read_json_objects(${settings(files, format)}) ORDER BY ALL`,
  );
  refuseTwins(
    rows.map(({ name }) => cellText(name ?? null)),
    'key',
    where,
  );
  return columns;
};
