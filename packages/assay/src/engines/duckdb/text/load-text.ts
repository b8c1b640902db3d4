import type { OpenOptions } from '../../engine.ts';
import type { Workshop } from '../workshop.ts';
import { inOnePass } from './one-pass.ts';
import { type Candidates, candidatesOf } from './targets.ts';
import type { Loaded, TextRows } from './text-rows.ts';
import { inThreePasses } from './three-passes.ts';

/**
 * With many columns, looking for common subexpressions takes DuckDB 1.5 quadratic time, and each thread holds 2,048 cells of
 * every column.
 */
const manyColumns = 300;

const asIs: Candidates = { targets: [], declared: false, notes: [] };

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
      (await inOnePass(shop, rows, candidates, options)) ??
      (await inThreePasses(shop, rows, candidates, options));
    return { ...loaded, named: rows.columns, notes: candidates.flatMap(({ notes }) => notes) };
  } finally {
    if (wide) await shop.connection.run('RESET disabled_optimizers; RESET threads');
  }
};
