import type { Cell, Row } from '../domain/cell.ts';
import { aggregate, column } from '../sql/expression.ts';
import type { Relation } from '../sql/select.ts';
import type { MetricQuery } from './metric.ts';
import { firstOfEach, inRankOrder, keyIn, keyParts, named, ofGroup, rank } from './ranked.ts';
import { countIn } from './read-row.ts';

export interface KeyRows {
  readonly key: readonly Cell[];
  readonly rows: number;
}

export interface KeysWithMostRows {
  readonly keys: readonly KeyRows[];
  /** Different keys, those that are not listed included. */
  readonly total: number;
}

export const noKeys: KeysWithMostRows = { keys: [], total: 0 };

/**
 * Asks for the `limit` keys with the most rows. `counted` has one row for each key: its parts as `keyParts` names them, and its rows as `~n`.
 * Of keys with equally many rows the smaller comes first, as the engine orders texts.
 */
export const keysWithMostRows = (
  names: readonly string[],
  limit: number,
  counted: (table: Relation, per: readonly string[]) => Relation,
): MetricQuery => {
  const parts = named(Object.keys(keyParts(names)));
  const order = [{ by: column('~n'), descending: true }, ...Object.values(parts).map((by) => ({ by }))];
  return {
    from: (table, per) => firstOfEach(counted(table, per), per, order, limit),
    groupBy: parts,
    select: {
      rows: aggregate('max', column('~n')),
      rank: aggregate('max', rank),
      total: aggregate('max', ofGroup),
    },
  };
};

export const readKeys = (rows: readonly Row[], names: readonly string[]): KeysWithMostRows => ({
  keys: inRankOrder(rows).map((row) => ({ key: keyIn(row, names), rows: countIn(row, 'rows') })),
  total: countIn(rows[0], 'total'),
});
