import { canonicalJson } from '../../domain/canonical-json.ts';
import type { StageMove } from '../../domain/stage-moves.ts';
import { placedMovesOf } from '../stages/move-stage.ts';
import { type Statement, type Store, statement } from '../store.ts';
import { factsOn } from './mirror.ts';

/** A move of a stage, and where it lies in the order of all. */
export interface PlacedMove {
  readonly seq: number;
  readonly move: StageMove;
}

/** The same move, wherever it is read. */
export const moveKey = ({ stage, after, kind, at, actor }: StageMove): string =>
  canonicalJson([stage, after, kind, at, actor]);

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
