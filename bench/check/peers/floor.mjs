import { DuckDBInstance } from '@duckdb/node-api';

/** The least that a process on Node with DuckDB can cost: load it, open a database, ask one question. */
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.runAndReadAll('select 1');
