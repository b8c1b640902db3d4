import type { WorkFolder } from '../files/work-folder.ts';
import type { ExportFormat } from '../files/write-whole.ts';
import { copyFormats } from './copy-formats.ts';
import { duckdbDialect } from './dialect.ts';
import { fileList } from './file-list.ts';
import { inOwnInstance } from './own-instance.ts';

const { identifier, literal } = duckdbDialect;

export interface TextColumn {
  readonly name: string;
  readonly type: string;
}

const typed = ({ name, type }: TextColumn, index: number): string => {
  if (type === 'VARCHAR') return `c${index} AS ${identifier(name)}`;
  return `${type === 'BLOB' ? `from_hex(c${index})` : `CAST(c${index} AS ${type})`} AS ${identifier(name)}`;
};

/** Makes a typed file of rows that another engine wrote as CSV without a header; an unquoted `\N` is NULL too. */
export const convertCsv = async (
  from: string,
  columns: readonly TextColumn[],
  to: string,
  format: ExportFormat,
  work: WorkFolder,
  longestRow: number,
): Promise<void> => {
  await inOwnInstance({ temp_directory: work.spill, memory_limit: '1GiB' }, async (connection) => {
    const limit = Math.max(16_000_000, longestRow * 2);
    const spec = columns.map((_column, index) => `'c${index}': 'VARCHAR'`).join(', ');
    const reader = `read_csv(${fileList([from])}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = ['', '\\N'], allow_quoted_nulls = false, max_line_size = ${limit}, buffer_size = ${limit * 2}, columns = {${spec}})`;
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(
      `COPY (SELECT ${columns.map(typed).join(', ')} FROM ${reader}) TO ${literal(to)} (${copyFormats[format]})`,
    );
  });
};
