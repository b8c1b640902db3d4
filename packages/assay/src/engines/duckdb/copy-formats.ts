import type { ExportFormat } from '../files/write-whole.ts';

/** How COPY writes each export format. */
export const copyFormats: Readonly<Record<ExportFormat, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  csv: 'FORMAT csv, HEADER true',
  ndjson: 'FORMAT json, ARRAY false',
};
