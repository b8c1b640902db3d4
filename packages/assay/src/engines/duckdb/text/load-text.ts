import { numberOf } from '../../../domain/cell.ts';
import type { Column } from '../../../domain/column.ts';
import type { Problem } from '../../../domain/problem.ts';
import { type OpenOptions, QueryFailed } from '../../engine.ts';
import type { NamedColumn } from '../../files/column-names.ts';
import { isWrittenAs } from '../../files/csv/cell-syntax.ts';
import { duckdbDialect } from '../dialect.ts';
import { pathSql, type Workshop } from '../workshop.ts';
import { castSql, plainCastSql, sqlOf, type Target } from './casts.ts';
import { type Candidates, candidatesOf } from './targets.ts';

const { identifier } = duckdbDialect;

/** Rows of text, as SQL: what has columns `c0`, `c1`, … of VARCHAR. */
export interface TextRows {
  readonly from: string;
  readonly columns: readonly NamedColumn[];
  /** Cells of a column as a sample of the text shows them. */
  readonly cells: (index: number) => readonly (string | null)[];
  /** The sample is everything. */
  readonly complete: boolean;
  readonly sizeBytes: number;
  readonly file: string;
  /** Columns the reader has typed already, such as the lists and structs of JSON. */
  readonly typed?: (index: number) => Column | undefined;
}

export interface Loaded {
  readonly path: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly notes: readonly Problem[];
}

/**
 * With many columns, looking for common subexpressions takes DuckDB 1.5 quadratic time, and each thread holds 2,048 cells of
 * every column.
 */
const manyColumns = 300;

const fits = (cells: readonly (string | null)[], target: Target): boolean =>
  target.format === undefined &&
  target.type !== 'list' &&
  target.type !== 'struct' &&
  cells.every((cell) => cell === null || isWrittenAs(cell, target.type as never, target.declared));

const columnOf = (column: NamedColumn, target: Target, uncast?: string): Column => ({
  name: column.name,
  ...sqlOf(target),
  ...(uncast === undefined ? {} : { uncast }),
});

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

const created = async (
  shop: Workshop,
  path: readonly string[],
  select: string,
  options: OpenOptions,
): Promise<number> => {
  const [row] = await shop.connection.rows(`CREATE TABLE ${pathSql(path)} AS ${select}`, options);
  return numberOf(row?.Count ?? null) ?? 0;
};

/** One pass, where every cell casts to what the sample shows. */
const optimistic = async (
  shop: Workshop,
  rows: TextRows,
  candidates: readonly Candidates[],
  options: OpenOptions,
): Promise<Loaded | undefined> => {
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
    if (!seen && rows.complete && target.format === undefined) return undefined;
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
  return { path, columns, rows: count, notes: [] };
};

const plainText: Target = { type: 'text', declared: false };

const isZero = async (shop: Workshop, sql: string, options: OpenOptions): Promise<boolean> => {
  const [row] = await shop.connection.rows(sql, options);
  return row?.n === 0;
};

interface Chosen {
  readonly target: Target;
  readonly cast: number;
}

/** Counts, candidate by candidate, how many cells cast, and keeps the first that takes all, or of declared ones the best. */
const choose = async (
  shop: Workshop,
  raw: readonly string[],
  candidates: readonly Candidates[],
  options: OpenOptions,
): Promise<{ chosen: readonly Chosen[]; present: readonly number[] }> => {
  const counts = async (parts: readonly string[]): Promise<readonly number[]> => {
    if (parts.length === 0) return [];
    const [row] = await shop.connection.rows(
      `SELECT ${parts.map((part, at) => `count(${part}) AS n${at}`).join(', ')} FROM ${pathSql(raw)}`,
      options,
    );
    return parts.map((_part, at) => numberOf(row?.[`n${at}`] ?? null) ?? 0);
  };
  const present = await counts(candidates.map((_each, index) => `c${index}`));
  const best: (Chosen | undefined)[] = candidates.map(() => undefined);
  const isOpen = (index: number, round: number): boolean =>
    round < (candidates[index]?.targets.length ?? 0) && best[index]?.cast !== present[index];
  for (let round = 0; ; round += 1) {
    const open = candidates.map((_each, index) => index).filter((index) => isOpen(index, round));
    if (open.length === 0) break;
    const cast = await counts(
      open.map((index) => castSql(`c${index}`, candidates[index]?.targets[round] as Target, 'lenient')),
    );
    for (const [at, index] of open.entries()) {
      const own = { target: candidates[index]?.targets[round] as Target, cast: cast[at] ?? 0 };
      const before = best[index];
      if (before === undefined || own.cast > before.cast) best[index] = own;
    }
  }
  return { chosen: best.map((each) => each ?? { target: plainText, cast: 0 }), present };
};

const asIs: Candidates = { targets: [], declared: false, notes: [] };

/** An undeclared column in which nothing stands is text. */
const settle = (chosen: Chosen, present: number): Target =>
  !chosen.target.declared && (present === 0 || chosen.cast < present) ? plainText : chosen.target;

const freeName = (name: string, taken: Set<string>): string => {
  let own = `#uncast ${name}`;
  while (taken.has(own.toLowerCase())) own = `#${own}`;
  taken.add(own.toLowerCase());
  return own;
};

/** Three passes over a table of text: count what casts, choose, cast. Cells that do not cast stay beside their column. */
const thorough = async (
  shop: Workshop,
  rows: TextRows,
  candidates: readonly Candidates[],
  options: OpenOptions,
): Promise<Loaded> => {
  const raw = await shop.newTable(rows.sizeBytes);
  const count = await created(shop, raw, `SELECT * FROM ${rows.from}`, options);
  const { chosen, present } = await choose(shop, raw, candidates, options);
  const taken = new Set(rows.columns.map(({ name }) => name.toLowerCase()));
  const casts: string[] = [];
  const hidden: string[] = [];
  const columns = rows.columns.map((column, index): Column => {
    const typed = rows.typed?.(index);
    if (typed !== undefined) {
      casts.push(`c${index} AS ${identifier(column.name)}`);
      return { ...typed, name: column.name };
    }
    const own = chosen[index] as Chosen;
    const target = settle(own, present[index] ?? 0);
    const text = `c${index}`;
    const value = castSql(text, target, 'lenient');
    casts.push(`${value} AS ${identifier(column.name)}`);
    if (target.type === 'text' || own.cast === present[index]) return columnOf(column, target);
    const uncast = freeName(column.name, taken);
    hidden.push(`CASE WHEN ${value} IS NULL THEN ${text} END AS ${identifier(uncast)}`);
    return columnOf(column, target, uncast);
  });
  const path = await shop.newTable(rows.sizeBytes);
  await created(shop, path, `SELECT ${[...casts, ...hidden].join(', ')} FROM ${pathSql(raw)}`, options);
  await shop.connection.run(`DROP TABLE ${pathSql(raw)}`, options);
  return { path, columns, rows: count, notes: [] };
};

/**
 * Makes a typed table of rows of text. A declared column has its logical type, and the text of cells which do not cast is
 * kept in its hidden column; an undeclared one has the narrowest type that all its cells take. Throws `QueryFailed` where
 * the text cannot be read.
 */
export const loadText = async (shop: Workshop, rows: TextRows, options: OpenOptions): Promise<Loaded> => {
  const candidates = rows.columns.map((column, index) =>
    rows.typed?.(index) !== undefined ? asIs : candidatesOf(column, () => rows.cells(index), rows.file),
  );
  const wide = rows.columns.length > manyColumns;
  if (wide)
    await shop.connection.run(`SET disabled_optimizers = 'common_subexpressions'; SET threads = 1`, options);
  if (wide) await shop.makeRoom(rows.columns.length);
  try {
    const loaded =
      (await optimistic(shop, rows, candidates, options)) ??
      (await thorough(shop, rows, candidates, options));
    return { ...loaded, notes: candidates.flatMap(({ notes }) => notes) };
  } finally {
    if (wide) await shop.connection.run('RESET disabled_optimizers; RESET threads');
  }
};
