import { hiveKeys } from '../../files/plain-text.ts';
import { duckdbDialect } from '../dialect.ts';
import { fileList } from '../file-list.ts';
import type { CsvFile } from './csv-file.ts';

const { literal, identifier } = duckdbDialect;

/** Keys of the `key=value` folders, where all files have the same and none is a column of the files. */
export const partitionKeys = (files: readonly CsvFile[], names: readonly string[]): readonly string[] => {
  const keysOf = ({ text }: CsvFile): readonly string[] => hiveKeys(text.found.path);
  const [first, ...rest] = files;
  const keys = first === undefined ? [] : keysOf(first);
  const taken = new Set(names.map((name) => name.toLowerCase()));
  return rest.every((file) => keysOf(file).join('/') === keys.join('/')) &&
    keys.every((key) => !taken.has(key.toLowerCase()))
    ? keys
    : [];
};

/** What DuckDB is told of files of one layout; it detects nothing by itself. */
const reader = (
  files: readonly CsvFile[],
  names: readonly string[],
  keys: readonly string[],
  nullText: readonly string[],
): string => {
  const [first] = files;
  const again = first?.rewritten !== undefined;
  const dialect =
    again || first === undefined ? { delimiter: ',', quote: '"', escape: '"' } : first.layout.dialect;
  const own = first?.layout.names ?? [];
  const longest = Math.max(...files.map(({ rewritten }) => rewritten?.facts.longest ?? 0));
  const settings = [
    fileList(files.map(({ text, rewritten }) => rewritten?.path ?? text.path)),
    'auto_detect = false',
    "compression = 'none'",
    `header = ${!again && (first?.layout.skip ?? 0) > 0}`,
    `delim = ${literal(dialect.delimiter)}`,
    `quote = ${literal(dialect.quote)}`,
    `escape = ${literal(dialect.escape)}`,
    ...(again ? ["new_line = '\\n'"] : []),
    'allow_quoted_nulls = false',
    `nullstr = [${['', ...nullText].map(literal).join(', ')}]`,
    `columns = {${own.map((_name, index) => `'f${index}': 'VARCHAR'`).join(', ')}}`,
    ...(longest > 1_000_000 ? [`max_line_size = ${longest * 2}`, `buffer_size = ${longest * 4}`] : []),
    ...(keys.length === 0
      ? ['hive_partitioning = false']
      : ['hive_partitioning = true', 'hive_types_autocast = false']),
  ];
  const at = new Map(names.map((name, index) => [name.toLowerCase(), index]));
  const columns = [
    ...own.map((name, index) => `f${index} AS c${at.get(name.toLowerCase())}`),
    ...keys.map((key, index) => `${identifier(key)} AS c${names.length + index}`),
  ];
  return `SELECT ${columns.join(', ')} FROM read_csv(${settings.join(', ')})`;
};

/** Files that one reader can read together. */
const grouped = (files: readonly CsvFile[]): readonly (readonly CsvFile[])[] => [
  ...Map.groupBy(files, ({ layout, rewritten }) =>
    JSON.stringify([layout.names, rewritten === undefined ? [layout.dialect, layout.skip] : 'rewritten']),
  ).values(),
];

/** The columns of all files, each once, case ignored. */
export const unionNames = (files: readonly CsvFile[]): readonly string[] => {
  const names = new Map<string, string>();
  for (const { layout } of files)
    for (const name of layout.names) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return [...names.values()];
};

/** The rows of all files as columns `c0`, `c1`, … of text: those of the files, then the partition keys. */
export const csvRows = (
  files: readonly CsvFile[],
  names: readonly string[],
  keys: readonly string[],
  nullText: readonly string[],
): string =>
  `(${grouped(files)
    .map((group) => reader(group, names, keys, nullText))
    .join(' UNION ALL BY NAME ')})`;
