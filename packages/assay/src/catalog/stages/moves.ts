import type { MoveKind, StageMove } from '../../domain/stage-moves.ts';
import { present } from '../present.ts';
import { type Statement, type Store, statement } from '../store.ts';
import { leadAlias } from '../versions/tag-version.ts';
import { andWhere, type Where, whereEqual } from '../where.ts';
import type { By } from './allowed.ts';
import type { Coming } from './approvals.ts';

/** A move of a stage, and where it lies in the order of all. */
export interface PlacedMove {
  readonly seq: number;
  readonly move: StageMove;
}

interface MoveRow {
  readonly seq: number;
  readonly stage: string;
  readonly before: number | null;
  readonly after: number;
  readonly kind: MoveKind;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
}

const placedOf = ({ seq, stage, before, after, ...made }: MoveRow): PlacedMove => ({
  seq: Number(seq),
  move: {
    stage,
    ...present('before', before === null ? null : Number(before)),
    after: Number(after),
    ...made,
  },
});

const placedWhere = async (store: Store, { sql, parameters }: Where): Promise<readonly PlacedMove[]> =>
  (
    await store.rows<MoveRow>(
      statement(
        `SELECT seq, stage, before, after, kind, at, actor, reason FROM stage_moves ${sql} ORDER BY seq`,
        ...parameters,
      ),
    )
  ).map(placedOf);

const movesWhere = async (store: Store, where: Where): Promise<readonly StageMove[]> =>
  (await placedWhere(store, where)).map(({ move }) => move);

/** Every move of every stage of a name, in their order, with what they are kept under. */
export const placedMovesOf = (store: Store, name: string): Promise<readonly PlacedMove[]> =>
  placedWhere(store, whereEqual({ name }));

/** What a stage has led to, in the order of the moves. */
export const movesOf = (store: Store, name: string, stage: string): Promise<readonly StageMove[]> =>
  movesWhere(store, whereEqual({ name, stage }));

/** Moves of all stages that led to one version, in their order. */
export const movesTo = (store: Store, name: string, number: number): Promise<readonly StageMove[]> =>
  movesWhere(store, andWhere(whereEqual({ name }), 'after = ?', number));

/** What lets a stage lead to a version, and keeps that it did. */
export const moved = (
  { name, number, stage, by }: Coming & { readonly by: By },
  before: number | undefined,
  kind: MoveKind,
): { readonly statements: readonly Statement[]; readonly move: StageMove } => ({
  statements: [
    leadAlias(name, stage, number),
    statement(
      'INSERT INTO stage_moves (name, stage, before, after, kind, at, actor, reason) VALUES (?, ?, CAST(? AS bigint), ?, ?, ?, ?, ?)',
      name,
      stage,
      before ?? null,
      number,
      kind,
      by.at,
      by.owner,
      by.reason,
    ),
  ],
  move: {
    stage,
    ...(before === undefined ? {} : { before }),
    after: number,
    kind,
    at: by.at,
    actor: by.owner,
    reason: by.reason,
  },
});

/** Takes away tags that bear the name of a stage and did not earn it. */
export const dropUnearned = (stage: string): Statement =>
  statement(
    `DELETE FROM aliases WHERE alias = ? AND NOT EXISTS (
       SELECT 1 FROM stage_moves WHERE stage_moves.name = aliases.name AND stage_moves.stage = aliases.alias
         AND stage_moves.after = aliases.number
         AND seq = (SELECT max(seq) FROM stage_moves AS last WHERE last.name = aliases.name AND last.stage = aliases.alias))`,
    stage,
  );
