import type { Column } from '../../domain/column.ts';
import { duckdbDialect } from './dialect.ts';

const { identifier } = duckdbDialect;

/** Types that DuckDB has of its own; of one kind, all are read as one type, so that functions and comparisons mean the same. */
const plainTypes: Readonly<Partial<Record<Column['kind'], string>>> = {
  text: 'VARCHAR',
  timestamp: 'TIMESTAMP',
  time: 'TIME',
};

/** A column of a source as queries read it: UUIDs and enums as text, times to the microsecond. */
export const readAs = ({ name, kind, sqlType }: Column): string => {
  const plain = plainTypes[kind];
  return plain === undefined || plain === sqlType
    ? identifier(name)
    : `CAST(${identifier(name)} AS ${plain})`;
};
