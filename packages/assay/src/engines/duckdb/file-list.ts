import { duckdbDialect } from './dialect.ts';

/** A path as DuckDB's readers take it: to them every name is a pattern, and `data[1].csv` means `data1.csv` where that exists. */
export const exactly = (path: string): string =>
  /[*?[]/.test(path)
    ? path.replaceAll(/[*?[\\]/g, (letter) => (letter === '\\' ? '\\\\' : `[${letter}]`))
    : path;

/** These files and no others, as a list that DuckDB's readers take. */
export const fileList = (paths: readonly string[]): string =>
  `[${paths.map((path) => duckdbDialect.literal(exactly(path))).join(', ')}]`;
