import type { Row } from '../../domain/cell.ts';
import type { Session } from '../../engines/engine.ts';
import type { Select } from '../../sql/select.ts';

export interface Looking {
  readonly session: Session;
  readonly signal?: AbortSignal;
  readonly onStep?: (rows: number) => void;
  /** Told of a column that cannot be looked at, with the engine's words. */
  readonly onFailure?: (column: string, reason: string) => void;
}

export const askRows = ({ session, signal }: Looking, select: Select): Promise<readonly Row[]> =>
  session.query(select, signal === undefined ? {} : { signal });

/** The one row of aggregates. */
export const askRow = async (looking: Looking, select: Select): Promise<Row> => {
  const [row = {}] = await askRows(looking, select);
  return row;
};
