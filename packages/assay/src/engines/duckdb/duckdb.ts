import { refuse } from '../../domain/problem.ts';
import type { Source } from '../../domain/source.ts';
import { printSelect } from '../../sql/print.ts';
import {
  type Capabilities,
  type ConnectOptions,
  type Engine,
  type OpenOptions,
  type OpenTable,
  type Session,
  userRowLimit,
  userSqlSeconds,
} from '../engine.ts';
import { contentOf } from '../files/content.ts';
import { lookAtFiles } from '../files/look.ts';
import { workFolderIn } from '../files/work-folder.ts';
import { duckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';
import { exportRows, exportUserRows } from './export.ts';
import { keyedSql } from './keyed.ts';
import { lockOf } from './lock.ts';
import { openDatabase } from './open-database.ts';
import { openFiles } from './open-files.ts';
import { openStdin } from './open-stdin.ts';
import { memoryLimit, type Workshop, workshopOf } from './workshop.ts';

const capabilities: Capabilities = { fusionWidth: 64, readsFiles: true };

const openSource = (shop: Workshop, source: Source, options: OpenOptions): Promise<OpenTable> => {
  switch (source.kind) {
    case 'duckdb':
      return openDatabase(shop, source, options);
    case 'files':
      return openFiles(shop, source.path, options, source.options ?? {});
    case 'stdin':
      return openStdin(shop, options, source.options ?? {});
    case 'postgres':
      return refuse('source-unsupported', 'DuckDB does not open PostgreSQL tables', 'name a file');
  }
};

const connect = async (
  _source: Source,
  { workFolder, memoryMiB, pseudonymKey }: ConnectOptions,
): Promise<Session> => {
  const { DuckDBInstance, version } = await import('@duckdb/node-api');
  const work = workFolderIn(workFolder);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryMiB === undefined ? memoryLimit() : `${memoryMiB}MiB`,
    temp_directory: work.spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = duckdbConnection(await instance.connect());
  await connection.run("SET TimeZone = 'UTC'; SET enable_progress_bar = false");
  if (pseudonymKey !== undefined) await connection.run(keyedSql(pseudonymKey));
  const lock = lockOf(connection, work);
  const shop = workshopOf(connection, work, lock.allows);
  return {
    engine: { id: 'duckdb', version: version() },
    dialect: duckdbDialect,
    capabilities,
    queries: connection.queries,
    open: (source, options) => {
      if (lock.locked())
        refuse(
          'source-unreadable',
          `${options.name} cannot be opened after users' SQL has run`,
          'open all sources of a session first',
        );
      return openSource(shop, source, options);
    },
    query: (select, options) => connection.rows(printSelect(select, duckdbDialect), options),
    queryUserSql: async (sql, options) => {
      await lock.close();
      return connection.firstRows(sql, userRowLimit, { timeoutSeconds: userSqlSeconds, ...options });
    },
    exportUserSql: async (sql, path, options = {}) => {
      await lock.close();
      await exportUserRows(shop, sql, path, options);
    },
    export: (select, path, options) => exportRows(shop, lock.locked(), select, path, options),
    close: async () => {
      connection.close();
      instance.closeSync();
      work.remove();
    },
  };
};

/** The embedded engine: files of every format, and DuckDB's own database files. */
export const duckdb: Engine = {
  id: 'duckdb',
  sources: ['files', 'stdin', 'duckdb'],
  dialect: duckdbDialect,
  capabilities,
  connect,
  look: (source) => (source.kind === 'files' ? lookAtFiles(source.path) : undefined),
  content: (source) => (source.kind === 'files' ? contentOf(source.path) : undefined),
};
