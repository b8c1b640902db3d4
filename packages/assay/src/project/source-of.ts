import { isAbsolute, join, relative } from 'node:path';
import { own } from '../domain/own.ts';
import { refuse } from '../domain/problem.ts';
import type { Source, TextOptions } from '../domain/source.ts';
import type { Place } from '../domain/verdict.ts';
import type { DatasetConfig } from './config.ts';
import { filled } from './filled.ts';
import type { Project } from './project.ts';

/** A path as the project's user meant it, shown relative to where they stand when that is shorter. */
const located = (path: string, folder: string, cwd: string): string => {
  const absolute = isAbsolute(path) ? path : join(folder, path);
  const shown = relative(cwd, absolute);
  return shown === '' || shown.startsWith('..') || cwd !== process.cwd() ? absolute : shown;
};

/** `schema.table`; a quoted part may hold dots: `"odd.schema".table`. */
export const tablePath = (text: string): readonly string[] =>
  [...text.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

/** Only a URL that can be read is taken apart: of one that cannot, any part may be the password. */
const readable = (url: string, where: Place = {}): string =>
  URL.canParse(url) && !/%(?![0-9a-f]{2})/i.test(url)
    ? url
    : refuse(
        'connection-failed',
        'the URL of the database cannot be read',
        'write %, #, /, ?, : and @ of a password as %25, %23, %2F, %3F, %3A and %40',
        where,
      );

/** Before and after the first `#`: a name after it may hold another. */
export const cutAtHash = (text: string): readonly [string, string | undefined] => {
  const hash = text.indexOf('#');
  return hash < 0 ? [text, undefined] : [text.slice(0, hash), text.slice(hash + 1)];
};

const textOptionsOf = (dataset: Extract<DatasetConfig, { path: string }>): TextOptions => ({
  ...(dataset.format === undefined ? {} : { format: dataset.format }),
  ...(dataset.delimiter === undefined ? {} : { delimiter: dataset.delimiter }),
  ...(dataset.quote === undefined ? {} : { quote: dataset.quote }),
  ...(dataset.header === undefined ? {} : { header: dataset.header }),
  ...(dataset.encoding === undefined ? {} : { encoding: dataset.encoding }),
  ...(dataset.nullText === undefined ? {} : { nullText: dataset.nullText }),
});

/** The source of a dataset of the project. Throws `Refusal` where a variable is not set or a connection is unknown. */
export const sourceOfDataset = (
  project: Project,
  name: string,
  dataset: DatasetConfig,
  cwd: string,
): Source => {
  if ('path' in dataset) {
    const path = located(filled(dataset.path, project, ['datasets', name, 'path']), project.folder, cwd);
    const [file, table] = cutAtHash(path);
    if (table !== undefined && /\.(duckdb|ddb|db)$/.test(file))
      return { kind: 'duckdb', file, table: tablePath(table) };
    const options = textOptionsOf(dataset);
    return { kind: 'files', path, ...(Object.keys(options).length === 0 ? {} : { options }) };
  }
  const connection = own(project.config.connections, dataset.connection);
  const table = tablePath(filled(dataset.table, project, ['datasets', name, 'table']));
  if (connection === undefined) {
    return refuse(
      'config-invalid',
      `dataset ${name} names the connection ${dataset.connection}, which is not there`,
      `add it under connections`,
      project.placeOf(['datasets', name, 'connection']),
    );
  }
  const at = ['connections', dataset.connection];
  return connection.type === 'postgres'
    ? {
        kind: 'postgres',
        url: readable(filled(connection.url, project, [...at, 'url']), project.placeOf([...at, 'url'])),
        table,
      }
    : {
        kind: 'duckdb',
        file: located(filled(connection.path, project, [...at, 'path']), project.folder, cwd),
        table,
      };
};

/** What a person wrote on the command line: standard input, a table URL, a table of a database file, or files. */
export const sourceOfText = (text: string): Source => {
  if (text === '-') return { kind: 'stdin' };
  const [address, table] = cutAtHash(text);
  if (/^postgres(ql)?:\/\//.test(text)) {
    readable(address);
    if (table === undefined || table === '')
      refuse('usage', 'the URL names no table', 'add #schema.table: postgres://user@host/db#public.readings');
    return { kind: 'postgres', url: address, table: tablePath(table ?? '') };
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) {
    return refuse(
      'source-unsupported',
      `${text.split('://')[0]}:// is not a source Assay reads`,
      'name a file, a glob, file.duckdb#table or postgres://…#schema.table',
    );
  }
  if (table !== undefined && /\.(duckdb|ddb|db)$/.test(address))
    return { kind: 'duckdb', file: address, table: tablePath(table) };
  return { kind: 'files', path: text };
};
