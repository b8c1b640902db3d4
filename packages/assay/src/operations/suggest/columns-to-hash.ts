import { type Column, scalarKinds } from '../../domain/column.ts';
import { countIn } from '../../metrics/read-row.ts';
import { aggregate, column } from '../../sql/expression.ts';
import { type Relation, subquery } from '../../sql/select.ts';
import { askRow, type Looking } from './looking.ts';
import { hashedColumns, only } from './parts.ts';

/** From so many rows on, hashing several columns for every look is what takes long. */
const manyRows = 1_000_000;
const firstRows = 10_000;
/** A column whose values differ so often makes parts as even as several columns do. */
const tellsApart = 0.9;

/**
 * The columns that parts are made by: of large tables one that tells nearly all of the first rows apart, if there is one, else all.
 */
export const columnsToHash = async (
  looking: Looking,
  table: Relation,
  columns: readonly Column[],
  rows: number,
): Promise<readonly Column[]> => {
  const scalars = columns.filter(({ kind }) => scalarKinds.includes(kind)).slice(0, hashedColumns);
  if (rows < manyRows || scalars.length < 2) return columns;
  const row = await askRow(looking, {
    columns: Object.fromEntries(
      scalars.map(({ name }, index) => [`distinct${index}`, aggregate('countDistinct', column(name))]),
    ),
    from: subquery(
      { columns: only(scalars.map(({ name }) => name)), from: table, limit: firstRows },
      'first',
    ),
  });
  const best = scalars.find((_one, index) => countIn(row, `distinct${index}`) >= firstRows * tellsApart);
  return best === undefined ? columns : [best];
};
