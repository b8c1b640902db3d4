import { totalmem } from 'node:os';
import type { WorkFolder } from '../files/work-folder.ts';
import type { DuckdbConnection } from './connection.ts';
import { duckdbDialect } from './dialect.ts';

/** Texts larger than this are parsed into a compressed table on disk. Measured: in memory a table is about as large as its text. */
export const largestInMemory = 64 * 1024 * 1024;

/** What the openers of one session share. */
export interface Workshop {
  readonly connection: DuckdbConnection;
  readonly work: WorkFolder;
  /** The path of a new table: in memory where the text is small, in a database in the work folder where it is large. */
  readonly newTable: (sizeBytes: number) => Promise<readonly string[]>;
  /** Lets memory grow with the number of columns, never with rows. */
  readonly makeRoom: (columns: number) => Promise<void>;
  /** Files that views go on reading after they were opened. */
  readonly keepsReading: (paths: readonly string[]) => void;
}

/** What does not fit spills into the work folder. Wide tables need more: a batch of 2,048 cells for every column and step. */
export const memoryLimit = (columns = 0): string =>
  `${Math.floor(Math.min(Math.max(1024, columns / 4), (totalmem() / 1024 / 1024) * 0.6))}MiB`;

export const workshopOf = (
  connection: DuckdbConnection,
  work: WorkFolder,
  keepsReading: Workshop['keepsReading'],
): Workshop => {
  let tables = 0;
  let attached = false;
  return {
    connection,
    work,
    keepsReading,
    makeRoom: (columns) => connection.run(`SET memory_limit = '${memoryLimit(columns)}'`),
    newTable: async (sizeBytes) => {
      tables += 1;
      const name = `assay_t${tables}`;
      if (sizeBytes <= largestInMemory) return ['memory', 'main', name];
      if (!attached)
        await connection.run(`ATTACH ${duckdbDialect.literal(work.file('tables.duckdb'))} AS assay_work`);
      attached = true;
      return ['assay_work', 'main', name];
    },
  };
};

export const pathSql = (path: readonly string[]): string => path.map(duckdbDialect.identifier).join('.');
