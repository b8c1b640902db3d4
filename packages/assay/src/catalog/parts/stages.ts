import type { Grant } from '../../domain/roles.ts';
import type { Outcome, StageMove } from '../../domain/stage-moves.ts';
import { type Asked, allow, type By } from '../stages/allowed.ts';
import { changeGrant, type GrantChange } from '../stages/change-grant.ts';
import { grantsIn } from '../stages/grants.ts';
import { moveStage, type StageWish, tryMove } from '../stages/move-stage.ts';
import { movesOf, movesTo } from '../stages/moves.ts';
import { type RollBack, rollBack } from '../stages/roll-back.ts';
import type { Store } from '../store.ts';

/** Stages, which lead to versions and move through their gate. */
export interface CatalogStages {
  /** Lets a stage lead to a version where its rule is met; else says what is lacking. */
  readonly move: (wish: StageWish) => Promise<Outcome>;
  /** What would become of that. */
  readonly try: (wish: StageWish) => Promise<Outcome>;
  /** Lets a stage lead to what it led to before; undefined where there is nothing. */
  readonly rollBack: (given: RollBack) => Promise<StageMove | undefined>;
  /** What a stage has led to, in the order of the moves. */
  readonly moves: (name: string, stage: string) => Promise<readonly StageMove[]>;
  /** Moves of all stages that led to one version. */
  readonly movesTo: (name: string, number: number) => Promise<readonly StageMove[]>;
}

export const catalogStages = (store: Store): CatalogStages => ({
  move: (wish) => moveStage(store, wish),
  try: (wish) => tryMove(store, wish),
  rollBack: (given) => rollBack(store, given),
  moves: (name, stage) => movesOf(store, name, stage),
  movesTo: (name, number) => movesTo(store, name, number),
});

/** Who may do what. */
export interface CatalogGrants {
  /** By actor. */
  readonly list: () => Promise<readonly Grant[]>;
  /** Throws `Refusal` where somebody may not do that, and says so in the audit. */
  readonly allow: (by: By, asked: Asked) => Promise<void>;
  /** Gives a role, or takes it away. */
  readonly change: (given: GrantChange) => Promise<void>;
}

export const catalogGrants = (store: Store): CatalogGrants => ({
  list: () => grantsIn(store),
  allow: (by, asked) => allow(store, by, asked),
  change: (given) => changeGrant(store, given),
});
