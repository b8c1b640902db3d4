import { numberOf } from '../../../domain/cell.ts';
import { aggregate } from '../../../sql/expression.ts';
import type { Relation } from '../../../sql/select.ts';
import type { Looking } from '../ask-together.ts';

/** How many rows a table has. */
export const rowsOf = async ({ session, signal }: Looking, table: Relation): Promise<number> => {
  const [row] = await session.query(
    { columns: { rows: aggregate('countAll') }, from: table },
    signal === undefined ? {} : { signal },
  );
  return numberOf(row?.rows ?? null) ?? 0;
};
