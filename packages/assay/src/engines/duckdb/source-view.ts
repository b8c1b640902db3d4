import type { Column } from '../../domain/column.ts';
import type { OpenOptions } from '../engine.ts';
import { type NamedColumn, nameColumns } from '../files/column-names.ts';
import { duckdbDialect } from './dialect.ts';
import { readAs } from './read-as.ts';
import { createUserViews } from './user-view.ts';
import { pathSql, type Workshop } from './workshop.ts';

const { identifier } = duckdbDialect;

/** A view in the session, by its path. */
export interface SourceView {
  readonly path: readonly string[];
  readonly columns: readonly Column[];
  readonly named: readonly NamedColumn[];
}

/** Views of what is not copied: its columns under the names of the contract, of one type for each kind. */
export const createSourceView = async (
  shop: Workshop,
  from: string,
  physical: readonly Column[],
  options: OpenOptions,
  where: string,
): Promise<SourceView> => {
  const named = nameColumns(
    physical.map(({ name }) => name),
    options.declared,
    where,
  );
  const columns = physical.map((column, index) => ({ ...column, name: named[index]?.name ?? column.name }));
  const path = await shop.newTable(0);
  const list = physical.map(
    (column, index) => `${readAs(column)} AS ${identifier(columns[index]?.name ?? column.name)}`,
  );
  await shop.connection.run(
    `CREATE VIEW ${pathSql(path)} AS SELECT ${list.join(', ')} FROM ${from}`,
    options,
  );
  await createUserViews(shop, path, columns, named, options);
  return { path, columns, named };
};
