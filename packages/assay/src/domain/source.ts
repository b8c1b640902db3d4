/** Where rows are read from. */
export type Source =
  | {
      readonly kind: 'files';
      readonly path: string;
      readonly options?: TextOptions;
      /** What people call it, where the path says nothing to them: `readings@v7`. */
      readonly shown?: string;
    }
  | { readonly kind: 'stdin'; readonly options?: TextOptions }
  | { readonly kind: 'duckdb'; readonly file: string; readonly table: readonly string[] }
  | { readonly kind: 'postgres'; readonly url: string; readonly table: readonly string[] };

/** How text files are written, where that is known; what is absent is detected. */
export interface TextOptions {
  readonly format?: 'csv' | 'tsv' | 'json' | 'ndjson' | 'parquet';
  readonly delimiter?: string;
  readonly quote?: string;
  readonly header?: boolean;
  readonly encoding?: string;
  readonly nullText?: readonly string[];
}

/** A column as a contract declares it, to type the cells of text formats. */
export interface DeclaredColumn {
  readonly name: string;
  /** The name in the source; rules use `name`. */
  readonly physicalName: string;
  readonly logicalType?: string;
  readonly physicalType?: string;
  /** `format` says how dates and timestamps are written. */
  readonly logicalTypeOptions?: Readonly<Record<string, unknown>>;
}

/** The source as people write it, without secrets. */
export const sourceText = (source: Source): string => {
  switch (source.kind) {
    case 'files':
      return source.shown ?? source.path;
    case 'stdin':
      return '-';
    case 'duckdb':
      return `${source.file}#${source.table.join('.')}`;
    case 'postgres':
      return `${redactUrl(source.url)}#${source.table.join('.')}`;
  }
};

/** Leaves user, host and database of a URL, never its password or parameters. */
export const redactUrl = (url: string): string => {
  if (!URL.canParse(url)) return 'postgres://…';
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
};
