import type { Row } from '../domain/cell.ts';
import type { Column } from '../domain/column.ts';
import type { FileFacts } from '../domain/file-facts.ts';
import type { Problem } from '../domain/problem.ts';
import type { DeclaredColumn, Source } from '../domain/source.ts';
import type { TableFacts } from '../domain/table-facts.ts';
import type { Dialect } from '../sql/dialect.ts';
import type { Relation, Select } from '../sql/select.ts';

/** What planning may rely on. Nothing outside `engines/` asks for an engine's id. */
export interface Capabilities {
  /** How many aggregates one fused query takes before a second query is cheaper. Measured: see docs/benchmarks.md. */
  readonly fusionWidth: number;
  /** Reads files by itself. */
  readonly readsFiles: boolean;
}

export interface QueryOptions {
  readonly signal?: AbortSignal;
  /** After so long a query is stopped and fails. */
  readonly timeoutSeconds?: number;
}

export interface UserExportOptions extends Pick<QueryOptions, 'signal'> {
  /** Columns by which rows are ordered first. */
  readonly orderBy?: readonly string[];
}

/** Of a user's SQL, so many rows are read and no more. */
export const userRowLimit = 10_000;
/** A user's SQL is stopped after this time, unless another is asked for. */
export const userSqlSeconds = 300;

export interface OpenOptions extends QueryOptions {
  readonly name: string;
  /** The contract's physical name of the dataset, under which users' SQL knows it too. */
  readonly physicalName?: string;
  /** What a contract declares; types the cells of text formats. */
  readonly declared: readonly DeclaredColumn[];
}

/** A table an engine has opened: what it is called there, its columns, and what is known without reading rows. */
export interface OpenTable {
  readonly relation: Relation;
  readonly columns: readonly Column[];
  readonly facts: TableFacts;
  /** About how many rows, for progress only: an estimate proves nothing. */
  readonly estimatedRows?: number;
  readonly files?: FileFacts;
  /** How the source was read, as people say it: "Parquet, 214 files". */
  readonly description: string;
  readonly notes: readonly Problem[];
}

/** A connection with open sources. Not for concurrent use. */
export interface Session {
  readonly engine: { readonly id: string; readonly version: string };
  readonly dialect: Dialect;
  readonly capabilities: Capabilities;
  /** Opens a source under a name that other datasets and users' SQL know it by. Throws `Refusal`. */
  readonly open: (source: Source, options: OpenOptions) => Promise<OpenTable>;
  /** Queries so far. */
  readonly queries: () => number;
  /** Throws `QueryFailed` with the engine's words. */
  readonly query: (select: Select, options?: QueryOptions) => Promise<readonly Row[]>;
  /** Runs a user's text as one read-only SELECT with external access off; the rows are capped. */
  readonly queryUserSql: (sql: string, options?: QueryOptions) => Promise<readonly Row[]>;
  /**
   * Writes the rows of a user's text to a file as `export` does, under the rules of `queryUserSql`, all of them and without a limit of time: by
   * the columns that are named, where the result has them, and by all others, so that equal rows are in one order. Throws `QueryFailed`.
   */
  readonly exportUserSql: (sql: string, path: string, options?: UserExportOptions) => Promise<void>;
  /** Writes the rows of a query to a `.parquet`, `.csv` or `.ndjson` file: whole, or not at all. */
  readonly export: (select: Select, path: string, options?: QueryOptions) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A driver's error, kept with its SQL. Whoever catches it makes a verdict or a problem of it. */
export class QueryFailed extends Error {
  readonly sql: string;
  constructor(message: string, sql: string, cause: unknown) {
    super(message, { cause });
    this.name = 'QueryFailed';
    this.sql = sql;
  }
}

/** How a source looks from outside. */
export interface Look {
  /** Equal where nothing has changed. */
  readonly fingerprint: string;
  /** When any part of it last changed, in milliseconds since 1970, by the clock of its file system. */
  readonly changedAt: number;
}

/** One engine: which sources it opens, and how it is reached. Its driver is loaded by `connect`, never before. */
export interface Engine {
  readonly id: string;
  readonly sources: readonly Source['kind'][];
  readonly dialect: Dialect;
  readonly capabilities: Capabilities;
  /** `source` says where to connect to, for engines that are servers. Throws `Refusal`. */
  readonly connect: (source: Source, options: ConnectOptions) => Promise<Session>;
  /** Looks at a source without reading it. Undefined, or absent, where only reading tells whether it has changed. */
  readonly look?: (source: Source) => Look | undefined;
  /** Equal where the same bytes would be read, wherever they lie. Undefined, or absent, where only reading tells. */
  readonly content?: (source: Source) => string | undefined;
}

export interface ConnectOptions {
  /** A folder for what does not fit in memory; removed by `close`. */
  readonly workFolder: string;
  /** Makes pseudonyms in this session; without it there are none. */
  readonly pseudonymKey?: string;
  /** So much memory at most, for engines that take it of this process; what the engine finds right without it. */
  readonly memoryMiB?: number;
}
