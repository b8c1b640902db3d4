import type { Column } from '../../../domain/column.ts';
import { type OpenOptions, QueryFailed } from '../../engine.ts';
import { isWrittenAs } from '../../files/csv/cell-syntax.ts';
import { duckdbDialect } from '../dialect.ts';
import { pathSql, type Workshop } from '../workshop.ts';
import { castSql, plainCastSql, type Target } from './casts.ts';
import type { Candidates } from './targets.ts';
import { columnOf, created, plainText, type TextRows, type TypedTable } from './text-rows.ts';

const { identifier } = duckdbDialect;

const fits = (cells: readonly (string | null)[], target: Target): boolean =>
  target.formats === undefined &&
  target.type !== 'list' &&
  target.type !== 'struct' &&
  cells.every((cell) => cell === null || isWrittenAs(cell, target.type as never, target.declared));

/** Undefined where DuckDB could not cast a cell; errors of reading are thrown on. */
const unlessUncastable = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof QueryFailed && /^(Conversion|Out of Range) Error/.test(cause.message))
      return undefined;
    throw cause;
  }
};

/** Reads, casts and stores in one pass; undefined where a cell does not cast to what the sample shows. */
export const inOnePass = async (
  shop: Workshop,
  rows: TextRows,
  candidates: readonly Candidates[],
  options: OpenOptions,
): Promise<TypedTable | undefined> => {
  const columns: Column[] = [];
  const casts: string[] = [];
  const unsure: string[] = [];
  for (const [index, column] of rows.columns.entries()) {
    const typed = rows.typed?.(index);
    if (typed !== undefined) {
      columns.push({ ...typed, name: column.name });
      casts.push(`c${index} AS ${identifier(column.name)}`);
      continue;
    }
    const cells = rows.cells(index);
    const { targets: own = [] } = candidates[index] ?? {};
    const unseen = candidates[index]?.declared === false && cells.every((cell) => cell === null);
    if (unseen && !rows.complete) unsure.push(`count(${identifier(column.name)})`);
    const target = unseen ? plainText : (own.find((each) => fits(cells, each)) ?? own[0]);
    if (target === undefined || target.type === 'list' || target.type === 'struct') return undefined;
    const seen = fits(cells, target);
    if (!seen && rows.complete && target.formats === undefined) return undefined;
    columns.push(columnOf(column, target));
    casts.push(
      `${rows.complete && seen ? plainCastSql(`c${index}`, target) : castSql(`c${index}`, target, 'strict')} AS ${identifier(column.name)}`,
    );
  }
  const path = await shop.newTable(rows.sizeBytes);
  const count = await unlessUncastable(() =>
    created(shop, path, `SELECT ${casts.join(', ')} FROM ${rows.from}`, options),
  );
  if (count === undefined) return undefined;
  if (
    unsure.length > 0 &&
    !(await isZero(shop, `SELECT ${unsure.join(' + ')} AS n FROM ${pathSql(path)}`, options))
  ) {
    await shop.connection.run(`DROP TABLE ${pathSql(path)}`, options);
    return undefined;
  }
  return { path, columns, rows: count };
};

const isZero = async (shop: Workshop, sql: string, options: OpenOptions): Promise<boolean> => {
  const [row] = await shop.connection.rows(sql, options);
  return row?.n === 0;
};
