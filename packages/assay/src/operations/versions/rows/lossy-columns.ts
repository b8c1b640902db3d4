import { numberOf } from '../../../domain/cell.ts';
import type { Column } from '../../../domain/column.ts';
import type { OpenTable, QueryOptions, Session } from '../../../engines/engine.ts';
import { lostTexts } from '../../../run/quarantine-select.ts';
import { truth } from '../../../sql/expression.ts';

/** The columns of a table that hold cells which do not cast: to queries these are NULL. */
export const lossyColumns = async (
  session: Session,
  { relation, columns }: Pick<OpenTable, 'relation' | 'columns'>,
  query: QueryOptions = {},
): Promise<readonly Column[]> => {
  if (!columns.some(({ uncast }) => uncast !== undefined)) return [];
  const [counted] = await session.query({ columns: lostTexts(columns, truth(true)), from: relation }, query);
  return columns.filter((_one, index) => (numberOf(counted?.[`t${index}`] ?? null) ?? 0) > 0);
};
