import type { Column } from '../../domain/column.ts';
import type { OpenOptions } from '../engine.ts';
import type { NamedColumn } from '../files/column-names.ts';
import { duckdbDialect } from './dialect.ts';
import { pathSql, type Workshop } from './workshop.ts';

const { identifier } = duckdbDialect;

/**
 * What users' SQL sees of a source: a view under the name of the dataset and under its physical name, with the columns'
 * own names and, where they differ, their physical names.
 */
export const createUserViews = async (
  shop: Workshop,
  path: readonly string[],
  columns: readonly Column[],
  named: readonly NamedColumn[],
  options: OpenOptions,
): Promise<void> => {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  const also = named.filter(({ physicalName }) => !taken.has(physicalName.toLowerCase()));
  const list = [
    ...columns.map(({ name }) => identifier(name)),
    ...also.map(({ name, physicalName }) => `${identifier(name)} AS ${identifier(physicalName)}`),
  ].join(', ');
  const names = new Set([options.name, options.physicalName ?? options.name]);
  const views = [...names].map(
    (name) =>
      `CREATE OR REPLACE VIEW memory.main.${identifier(name)} AS SELECT ${list} FROM ${pathSql(path)}`,
  );
  await shop.connection.run(views.join('; '), options);
};
