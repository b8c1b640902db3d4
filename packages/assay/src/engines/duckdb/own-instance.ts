import { type DuckdbConnection, duckdbConnection } from './connection.ts';

/** Works in an engine of its own, apart from every session; closed in the end. */
export const inOwnInstance = async <T>(
  options: Readonly<Record<string, string>>,
  work: (connection: DuckdbConnection) => Promise<T>,
): Promise<T> => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...options,
  });
  const connection = duckdbConnection(await instance.connect());
  try {
    return await work(connection);
  } finally {
    connection.close();
    instance.closeSync();
  }
};
