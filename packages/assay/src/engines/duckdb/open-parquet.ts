import { cellText, numberOf } from '../../domain/cell.ts';
import { countOf } from '../../domain/count-of.ts';
import { type Problem, problem, refuse } from '../../domain/problem.ts';
import { table } from '../../sql/select.ts';
import { type OpenOptions, type OpenTable, QueryFailed } from '../engine.ts';
import { folderKeys, type Unpacked } from '../files/plain-text.ts';
import { describeColumns } from './describe-columns.ts';
import { fileList } from './file-list.ts';
import { parquetFacts } from './parquet-facts.ts';
import { createSourceView } from './source-view.ts';
import { mayBeRenamed, refuseTwins } from './true-names.ts';
import type { Workshop } from './workshop.ts';

const refuseCut = (path: string, cause: unknown): never =>
  refuse(
    'source-unreadable',
    `${path} is no complete Parquet file: its footer is missing or damaged`,
    'it was cut off while it was written or copied; fetch it again',
    { file: path },
    cause,
  );

/** Footer errors name no file where many are read: ask each until one fails. */
const blame = async (shop: Workshop, files: readonly Unpacked[], cause: QueryFailed): Promise<never> => {
  for (const file of files) {
    try {
      await shop.connection.rows(`SELECT count(*) AS n FROM parquet_metadata(${fileList([file.path])})`);
    } catch (own) {
      if (own instanceof QueryFailed) return refuseCut(file.found.path, own);
      throw own;
    }
  }
  throw cause;
};

/** Says where files differ: a column that some lack is NULL in their rows. */
const schemaNotes = async (
  shop: Workshop,
  list: string,
  files: readonly Unpacked[],
  where: string,
): Promise<readonly Problem[]> => {
  if (files.length < 2) return [];
  const rows = await shop.connection.rows(`
    SELECT name, count(DISTINCT file_name) AS files, count(DISTINCT coalesce(type, '') || coalesce(logical_type, '')) AS types
    FROM parquet_schema(${list}) WHERE num_children IS NULL GROUP BY name HAVING count(DISTINCT file_name) < ${files.length} OR count(DISTINCT coalesce(type, '') || coalesce(logical_type, '')) > 1 ORDER BY name LIMIT 20`);
  return rows.map((row) => {
    const name = cellText(row.name ?? null);
    const missing = files.length - Number(cellText(row.files ?? null));
    return problem(
      'source-note',
      missing > 0
        ? `${where}: ${missing} of ${files.length} files have no column ${name}; it is NULL in their rows`
        : `${where}: column ${name} has different types in different files`,
      'write the files with one schema',
      { file: where },
    );
  });
};

/** The names of a file's columns, as its footer has them: the root comes first, then columns with what is in them. */
const footerNames = async (shop: Workshop, list: string): Promise<readonly string[]> => {
  const rows = await shop.connection.rows(
    `SELECT name, coalesce(num_children, 0)::BIGINT AS children FROM parquet_schema(${list})`,
  );
  const names: string[] = [];
  let inside = 0;
  for (const row of rows.slice(1)) {
    if (inside === 0) names.push(cellText(row.name ?? null));
    else inside -= 1;
    inside += numberOf(row.children ?? null) ?? 0;
  }
  return names;
};

/** A view over Parquet files; nothing is copied. */
export const openParquet = async (
  shop: Workshop,
  files: readonly Unpacked[],
  options: OpenOptions,
  where: string,
): Promise<OpenTable> => {
  const { connection } = shop;
  const list = fileList(files.map(({ path }) => path));
  const keys = folderKeys(files);
  const reader = `read_parquet(${list}, union_by_name = ${files.length > 1}, hive_partitioning = ${keys.size > 0})`;
  shop.keepsReading(files.map(({ path }) => path));
  try {
    const physical = await describeColumns(connection, reader);
    if (physical.some(({ name }) => mayBeRenamed(name)))
      for (const { path, found } of files)
        refuseTwins(await footerNames(shop, fileList([path])), 'column', found.path);
    const { path, columns, named } = await createSourceView(shop, reader, physical, options, where);
    return {
      relation: table(...path),
      columns,
      facts: await parquetFacts(connection, list, columns, named, keys),
      files: { files: files.map(({ found }) => ({ ...found, format: 'parquet' })) },
      description: `Parquet, ${countOf(files.length, 'file')}`,
      notes: await schemaNotes(shop, list, files, where),
    };
  } catch (cause) {
    if (!(cause instanceof QueryFailed)) throw cause;
    return blame(shop, files, cause);
  }
};
