import type { OneFileFacts } from '../../../domain/file-facts.ts';
import { type Problem, problem, refuse } from '../../../domain/problem.ts';
import type { TextOptions } from '../../../domain/source.ts';
import { table } from '../../../sql/select.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../../engine.ts';
import { nameColumns } from '../../files/column-names.ts';
import { type CsvLayout, csvLayout } from '../../files/csv/layout.ts';
import { type Rewritten, rewriteCsv } from '../../files/csv/rewrite.ts';
import { badOptions, sniffCsv } from '../../files/csv/sniff.ts';
import { utf8Kind } from '../../files/encoding.ts';
import { headOf } from '../../files/head.ts';
import {
  decoded,
  hivePart,
  isBlank,
  type PlainText,
  refuseEmpty,
  withoutMark,
} from '../../files/plain-text.ts';
import { duckdbDialect } from '../dialect.ts';
import { createUserViews } from '../user-view.ts';
import type { Workshop } from '../workshop.ts';
import { type Loaded, loadText } from './load-text.ts';

const { literal, identifier } = duckdbDialect;

interface CsvFile {
  readonly text: PlainText;
  readonly layout: CsvLayout;
  /** Where its rows are read from when they were written again. */
  readonly rewritten?: { readonly path: string; readonly facts: Rewritten };
}

/** Wide lines need a longer sample to show some rows. */
const wideColumns = 1000;
const wideSample = 16 * 1024 * 1024;

const widened = (text: PlainText): PlainText => {
  const head = withoutMark(headOf(text.path, wideSample));
  return { ...text, head, whole: text.sizeBytes <= wideSample };
};

const understood = (
  text: PlainText,
  options: OpenOptions,
  textOptions: TextOptions,
  preferred: string,
): CsvFile => {
  if (isBlank(text.head) && text.whole) return refuseEmpty(text.found.path);
  const sample = sniffCsv(text.head, text.whole, options.declared, textOptions, preferred);
  const isWide = (sample.records[0]?.length ?? 0) > wideColumns || sample.records.length === 0;
  if (isWide && !text.whole && text.head.length < wideSample - 3) {
    return understood(widened(text), options, textOptions, preferred);
  }
  if (sample.records.length === 0 && sample.complete) return refuseEmpty(text.found.path);
  const layout = csvLayout(sample, text.found.path, options.declared, textOptions);
  nameColumns(layout.names, options.declared, text.found.path);
  return { text, layout };
};

/** Keys of the `key=value` folders, where all files have the same and none is a column of the files. */
const partitionKeys = (files: readonly CsvFile[], names: readonly string[]): readonly string[] => {
  const keysOf = ({ text }: CsvFile): readonly string[] =>
    hivePart(text.found.path)
      .split('/')
      .filter(Boolean)
      .map((part) => part.slice(0, part.indexOf('=')));
  const [first, ...rest] = files;
  const keys = first === undefined ? [] : keysOf(first);
  const taken = new Set(names.map((name) => name.toLowerCase()));
  return rest.every((file) => keysOf(file).join('/') === keys.join('/')) &&
    keys.every((key) => !taken.has(key.toLowerCase()))
    ? keys
    : [];
};

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
    `[${files.map(({ text, rewritten }) => literal(rewritten?.path ?? text.path)).join(', ')}]`,
    'auto_detect = false',
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

const unionNames = (files: readonly CsvFile[]): readonly string[] => {
  const names = new Map<string, string>();
  for (const { layout } of files)
    for (const name of layout.names) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  return [...names.values()];
};

const load = async (
  shop: Workshop,
  files: readonly CsvFile[],
  options: OpenOptions,
  nullText: readonly string[],
  where: string,
): Promise<Loaded & { readonly named: ReturnType<typeof nameColumns> }> => {
  const names = unionNames(files);
  const keys = partitionKeys(files, names);
  const named = nameColumns([...names, ...keys], options.declared, where);
  const nulls = new Set(nullText);
  const places = new Map(
    files.map((file) => [file, new Map(file.layout.names.map((name, at) => [name.toLowerCase(), at]))]),
  );
  const loaded = await loadText(
    shop,
    {
      from: `(${grouped(files)
        .map((group) => reader(group, names, keys, nullText))
        .join(' UNION ALL BY NAME ')})`,
      columns: named,
      cells: (index) =>
        files.flatMap((file) => {
          const at = places.get(file)?.get(names[index]?.toLowerCase() ?? '');
          return at === undefined
            ? []
            : file.layout.rows.map((row) => (nulls.has(row[at] ?? '') ? null : (row[at] ?? null)));
        }),
      complete:
        keys.length === 0 &&
        files.every(({ layout, rewritten }) => layout.complete && rewritten === undefined),
      sizeBytes: files.reduce((sum, { text }) => sum + text.sizeBytes, 0),
      file: where,
    },
    options,
  );
  return { ...loaded, named };
};

/** Writes a file again that a plain reader cannot read. Invalid UTF-8 in a text that is ASCII otherwise is windows-1252. */
const again = async (
  shop: Workshop,
  file: CsvFile,
  options: OpenOptions,
  textOptions: TextOptions,
): Promise<CsvFile> => {
  if (file.rewritten !== undefined) return file;
  const { signal } = options;
  let { text } = file;
  if (
    text.encoding === 'utf-8' &&
    textOptions.encoding === undefined &&
    (await utf8Kind(text.path, signal)) === 'other'
  ) {
    text = await decoded(text, 'windows-1252', text.head.length, shop.work, signal);
  }
  const path = shop.work.file(`${hivePart(text.found.path)}rows.csv`);
  const { dialect, names, skip } = file.layout;
  const facts = await rewriteCsv(text.path, path, {
    dialect,
    width: names.length,
    skip,
    ...(signal ? { signal } : {}),
  });
  if (facts.rows === 0 && facts.rejectedCount > 0) {
    const [first] = facts.rejected;
    refuse(
      'source-unreadable',
      `${text.found.path}: none of ${facts.rejectedCount} lines can be read as a record; line ${first?.line}: ${first?.reason}`,
      'look at the file with a text editor; state its delimiter and quote',
      { file: text.found.path, ...(first ? { line: first.line } : {}) },
    );
  }
  return { ...file, text, rewritten: { path, facts } };
};

const rejectNotes = ({ text, rewritten }: CsvFile): readonly Problem[] => {
  const [first] = rewritten?.facts.rejected ?? [];
  if (rewritten === undefined || first === undefined) return [];
  const { rejectedCount, truncated } = rewritten.facts;
  return [
    problem(
      'source-note',
      `${text.found.path}: ${rejectedCount.toLocaleString('en')} ${rejectedCount === 1 ? 'line' : 'lines'} could not be read; line ${first.line}: ${first.reason}${truncated === undefined ? '' : `; the file is truncated: ${truncated}`}`,
      'the rows that could be read were judged; look at the file with a text editor',
      { file: text.found.path, line: first.line },
    ),
  ];
};

const factsOf = ({ text, layout, rewritten }: CsvFile): OneFileFacts => ({
  ...text.found,
  format: layout.dialect.delimiter === '\t' ? 'tsv' : 'csv',
  encoding: text.encoding,
  rejected: rewritten?.facts.rejected ?? [],
  rejectedCount: rewritten?.facts.rejectedCount ?? 0,
  ...(rewritten?.facts.truncated === undefined ? {} : { truncated: rewritten.facts.truncated }),
});

/** Delimited text, parsed once into a typed table of the session. */
export const openCsv = async (
  shop: Workshop,
  texts: readonly PlainText[],
  options: OpenOptions,
  textOptions: TextOptions,
  preferred: string,
  where: string,
): Promise<OpenTable> => {
  const wrong = badOptions(textOptions);
  if (wrong !== undefined)
    refuse('source-unsupported', wrong, 'use one character such as ; or a tab', { file: where });
  const first = texts.map((text) => understood(text, options, textOptions, preferred));
  const nullText = textOptions.nullText ?? [];
  const rewriteAll = (): Promise<readonly CsvFile[]> =>
    inOrder(first, (file) => again(shop, file, options, textOptions));
  let files: readonly CsvFile[] = first.some(({ layout }) => layout.irregular) ? await rewriteAll() : first;
  let loaded: Awaited<ReturnType<typeof load>>;
  try {
    loaded = await load(shop, files, options, nullText, where);
  } catch (cause) {
    if (!(cause instanceof QueryFailed) || files.every(({ rewritten }) => rewritten !== undefined))
      throw cause;
    files = await rewriteAll();
    loaded = await load(shop, files, options, nullText, where);
  }
  await createUserViews(shop, loaded.path, loaded.columns, loaded.named, options);
  const groups = new Set(files.map(({ layout }) => JSON.stringify(layout.names)));
  const differing =
    groups.size > 1
      ? [
          problem(
            'source-note',
            `${where}: not all files have the same columns; what a file has not is NULL there`,
            'name files of one kind',
            { file: where },
          ),
        ]
      : [];
  return {
    relation: table(...loaded.path),
    columns: loaded.columns,
    facts: { rows: loaded.rows, columns: new Map() },
    files: { files: files.map(factsOf) },
    description: `${files[0]?.layout.dialect.delimiter === '\t' ? 'TSV' : 'CSV'}, ${files.length === 1 ? '1 file' : `${files.length} files`}`,
    notes: [
      ...differing,
      ...files.flatMap((file) => [...file.layout.notes, ...rejectNotes(file)]),
      ...loaded.notes,
    ],
  };
};

const inOrder = async <T, U>(items: readonly T[], work: (item: T) => Promise<U>): Promise<readonly U[]> => {
  const done: U[] = [];
  for (const item of items) done.push(await work(item));
  return done;
};
