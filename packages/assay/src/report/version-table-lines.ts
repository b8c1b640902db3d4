import { countOf } from '../domain/count-of.ts';
import type { VersionRecord } from '../domain/version-record.ts';
import type { VersionColumn, VersionTable } from '../domain/version-table.ts';
import { oneLine } from './neutral.ts';

/** `Parquet, 3 files: 4,320 rows, 8 columns` */
export const tableText = ({ format, rows, columns }: VersionTable): string =>
  `${oneLine(format, 80)}: ${countOf(rows, 'row')}, ${countOf(columns.length, 'column')}`;

export interface ShownColumn extends VersionColumn {
  readonly isConfidential: boolean;
}

/** The columns of a version, with those marked that were confidential when it was made. */
export const columnsShown = ({ table, confidential = [] }: VersionRecord): readonly ShownColumn[] => {
  const secret = new Set(confidential.map((name) => name.toLowerCase()));
  return (table?.columns ?? []).map((one) => ({
    ...one,
    isConfidential: secret.has(one.name.toLowerCase()),
  }));
};

/** Names of confidential columns where nothing is known of the columns. */
export const confidentialAlone = ({ table, confidential = [] }: VersionRecord): readonly string[] =>
  table === undefined ? confidential : [];
