import { countOf } from '../../../domain/count-of.ts';
import { problem, refuse } from '../../../domain/problem.ts';
import type { TextOptions } from '../../../domain/source.ts';
import { table } from '../../../sql/select.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../../engine.ts';
import { nameColumns } from '../../files/column-names.ts';
import { badOptions } from '../../files/csv/sniff.ts';
import type { PlainText } from '../../files/plain-text.ts';
import { inOrder } from '../../in-order.ts';
import { createUserViews } from '../user-view.ts';
import type { Workshop } from '../workshop.ts';
import { type CsvFile, factsOf, notesOf, understood, writtenAgain } from './csv-file.ts';
import { csvRows, partitionKeys, unionNames } from './csv-reader.ts';
import { loadText } from './load-text.ts';
import type { Loaded } from './text-rows.ts';

const load = async (
  shop: Workshop,
  files: readonly CsvFile[],
  options: OpenOptions,
  nullText: readonly string[],
  where: string,
): Promise<Loaded> => {
  const names = unionNames(files);
  const keys = partitionKeys(files, names);
  const named = nameColumns([...names, ...keys], options.declared, where);
  const nulls = new Set(nullText);
  const places = new Map(
    files.map((file) => [file, new Map(file.layout.names.map((name, at) => [name.toLowerCase(), at]))]),
  );
  return loadText(
    shop,
    {
      from: csvRows(files, names, keys, nullText),
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
};

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
    inOrder(first, (file) => writtenAgain(shop, file, options, textOptions));
  let files: readonly CsvFile[] = first.some(({ layout }) => layout.irregular) ? await rewriteAll() : first;
  let loaded: Loaded;
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
    description: `${files[0]?.layout.dialect.delimiter === '\t' ? 'TSV' : 'CSV'}, ${countOf(files.length, 'file')}`,
    notes: [...differing, ...files.flatMap(notesOf), ...loaded.notes],
  };
};
