import type { StageMove } from '../../domain/stage-moves.ts';
import type { Store } from '../store.ts';
import { type By, governAllowed } from './allowed.ts';
import { moved, movesOf } from './moves.ts';

/**
 * What a stage led to, one after another, without what a rollback took back: the last is where it leads now. A version that was moved to where it
 * stood, under other rules, is there once.
 */
export const standing = (moves: readonly Pick<StageMove, 'after' | 'kind'>[]): readonly number[] => {
  const stack: number[] = [];
  for (const { after, kind } of moves) {
    if (kind === 'rollback') stack.length = stack.lastIndexOf(after) + 1;
    if (stack.at(-1) !== after) stack.push(after);
  }
  return stack;
};

export interface RollBack {
  readonly name: string;
  readonly stage: string;
  readonly by: By;
}

/** Lets a stage lead to the version that it led to before; undefined where there is none. */
export const rollBack = (store: Store, { name, stage, by }: RollBack): Promise<StageMove | undefined> =>
  governAllowed(store, by, { action: 'promote', name, stage }, async () => {
    const [number, before] = standing(await movesOf(store, name, stage)).slice(-2);
    if (number === undefined || before === undefined)
      return { entries: [], statements: [], result: undefined };
    const { statements, move } = moved({ name, number, stage, by }, before, 'rollback');
    const detail = { stage, before, after: number };
    return {
      entries: [{ ...by, action: 'stage.rollback', subject: `${name}@v${number}`, detail }],
      statements,
      result: move,
    };
  });
