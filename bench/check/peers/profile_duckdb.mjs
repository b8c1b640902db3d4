import { DuckDBInstance, version } from '@duckdb/node-api';

/** DuckDB `SUMMARIZE` on the very DuckDB that Assay uses, with nothing around it. */
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const result = await connection.runAndReadAll(`summarize select * from '${process.argv[2]}'`);
console.log(
  JSON.stringify({
    peer: 'duckdb-summarize',
    version: `duckdb ${version()}`,
    columns: result.currentRowCount,
    statistics: result.columnCount - 2,
    seconds_inside: Number(performance.now().toFixed(0)) / 1000,
  }),
);
