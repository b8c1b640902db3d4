import type { OpenTable } from '../../engines/engine.ts';
import { countIn } from '../../metrics/read-row.ts';
import { aggregate } from '../../sql/expression.ts';
import { columnsToHash } from './columns-to-hash.ts';
import { askRow, type Looking } from './looking.ts';
import { type Parts, partsOf } from './parts.ts';

/** An opened table, its rows counted, in the parts that drafting reads. */
export interface SplitTable extends OpenTable {
  readonly rows: number;
  readonly parts: Parts;
}

/** How many rows a table has. */
export const rowsOf = async (looking: Looking, { relation, facts }: OpenTable): Promise<number> =>
  facts.rows ??
  countIn(await askRow(looking, { columns: { rows: aggregate('countAll') }, from: relation }), 'rows');

export const splitTable = async (looking: Looking, opened: OpenTable): Promise<SplitTable> => {
  const { relation, columns } = opened;
  const rows = await rowsOf(looking, opened);
  const hashed = await columnsToHash(looking, relation, columns, rows);
  return { ...opened, rows, parts: partsOf(relation, hashed, rows) };
};
