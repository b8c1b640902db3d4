import type { AuditEntry } from '../../domain/audit.ts';
import { own } from '../../domain/own.ts';
import type { StageMove } from '../../domain/stage-moves.ts';
import { lackingFor, lackingForOverride, type StageRules } from '../../domain/stage-rules.ts';
import { whyNot } from '../stages/allowed.ts';
import { approversOf } from '../stages/approvals.ts';
import { moved, movesOf } from '../stages/moves.ts';
import { standing } from '../stages/roll-back.ts';
import { stageRulesIn } from '../stages/stage-rules.ts';
import type { Store } from '../store.ts';
import { findVersion } from '../versions/find-versions.ts';
import { forgetMove, isAmong, ownMoves } from './own-moves.ts';
import type { TakeEntry, Thought } from './take-entry.ts';

/** The rules in force here; those of the project where none were put in force yet. */
export const rulesHere = async (store: Store, given: StageRules): Promise<StageRules> => {
  const inForce = await stageRulesIn(store);
  return Object.keys(inForce).length === 0 ? given : inForce;
};

/** Where none are in force, a move is by rules that the project of whoever pulls states: as by one here, these would be put in force. */
const whyNotByTheseRules = async (store: Store, puller: string): Promise<readonly string[]> =>
  Object.keys(await stageRulesIn(store)).length > 0 ? [] : whyNot(store, [puller], { action: 'set-stages' });

const lackingHere = async (
  store: Store,
  name: string,
  move: StageMove,
  given: StageRules,
  outrun: readonly StageMove[],
) => {
  const { stage, after, kind, at } = move;
  const rule = own(await rulesHere(store, given), stage);
  if (rule === undefined) return [`there is no stage ${stage} here`];
  const version = await findVersion(store, { name, choice: { number: after } });
  if (version === undefined) return [`there is no ${name}@v${after}`];
  if (kind === 'override') return lackingForOverride(move.reason);
  if (kind === 'rollback') {
    const moves = (await movesOf(store, name, stage)).filter((one) => !isAmong(outrun, one));
    return standing(moves).at(-2) === after
      ? []
      : [`${name}@${stage} did not lead to v${after} before, here`];
  }
  return lackingFor({
    rule,
    version: { ...version, gates: version.gates.filter((gate) => gate.at <= at) },
    approvedBy: await approversOf(store, { name, number: after, stage }, at),
    now: new Date(at),
  });
};

/**
 * A move of the remote, where the rule of this catalog lets it through as things stood when it was made. Moves of the same stage that were made here
 * and not pushed are outrun by it. Who made it and whoever pulls must both be allowed to: the remote only says who made it.
 */
export const takeMove = async (
  store: Store,
  name: string,
  move: StageMove,
  given: TakeEntry,
): Promise<Thought> => {
  const { by, remote, rules } = given;
  if (isAmong(await movesOf(store, name, move.stage), move)) return { outcome: 'known' };
  const outrun = (await ownMoves(store, remote, name)).filter((one) => one.move.stage === move.stage);
  const outrunMoves = outrun.map((one) => one.move);
  const action = move.kind === 'override' ? 'override' : 'promote';
  const lacking = [
    ...(await whyNot(store, [move.actor, by.owner], { action, name, stage: move.stage })),
    ...(await lackingHere(store, name, move, rules, outrunMoves)),
  ];
  if (lacking.length > 0) return { outcome: 'refused', because: lacking };
  const unset = await whyNotByTheseRules(store, by.owner);
  if (unset.length > 0) return { outcome: 'refused', because: [...unset] };
  const made = { at: move.at, owner: move.actor, reason: move.reason };
  return {
    outcome: 'taken',
    outrun: outrunMoves,
    entries: outrunMoves.map(
      (one): AuditEntry => ({
        ...by,
        action: 'stage.outrun',
        subject: `${name}@v${one.after}`,
        detail: { move: one, by: move, remote },
      }),
    ),
    statements: [
      ...outrun.map(forgetMove),
      ...moved({ name, number: move.after, stage: move.stage, by: made }, move.before, move.kind).statements,
    ],
  };
};
