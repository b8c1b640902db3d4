import { canonicalJson } from '../../domain/canonical-json.ts';
import type { StageMove } from '../../domain/stage-moves.ts';
import { type PlacedMove, placedMovesOf } from '../stages/moves.ts';
import { type Statement, type Store, statement } from '../store.ts';
import { factsOn } from './mirror.ts';

/** The same move, wherever it is read. */
export const moveKey = ({ stage, after, kind, at, actor }: StageMove): string =>
  canonicalJson([stage, after, kind, at, actor]);

/** Whether a move is one of these. */
export const isAmong = (moves: readonly StageMove[], move: StageMove): boolean =>
  moves.some((one) => moveKey(one) === moveKey(move));

/** Moves that were made here and are not on a remote. */
export const ownMoves = async (
  store: Store,
  remote: string,
  name: string,
): Promise<readonly PlacedMove[]> => {
  const told = new Set(
    (await factsOn(store, { remote, name, kind: 'move' })).map(({ move }) => moveKey(move)),
  );
  return (await placedMovesOf(store, name)).filter(({ move }) => !told.has(moveKey(move)));
};

export const forgetMove = ({ seq }: PlacedMove): Statement =>
  statement('DELETE FROM stage_moves WHERE seq = ?', seq);
