import type { AuditEntry } from '../../domain/audit.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { invariant } from '../../domain/invariant.ts';
import { own } from '../../domain/own.ts';
import { authorise, type Grant } from '../../domain/roles.ts';
import type { MoveKind, Outcome } from '../../domain/stage-moves.ts';
import { type Judge, lackingFor, lackingForOverride, type StageRules } from '../../domain/stage-rules.ts';
import type { Version } from '../../domain/version-record.ts';
import { type Governed, govern, lastOfOthers } from '../audit.ts';
import type { Store } from '../store.ts';
import { findVersion } from '../versions/find-versions.ts';
import { aliasOf } from '../versions/tag-version.ts';
import type { By } from './allowed.ts';
import { approversOf, type Coming, insertApproval } from './approvals.ts';
import { grantsIn } from './grants.ts';
import { dropUnearned, moved } from './moves.ts';
import { replaceStageRules, stageRulesIn } from './stage-rules.ts';

/** A wish that a stage leads to a version. */
export interface StageWish extends Coming {
  /** The rules as the project states them. */
  readonly rules: StageRules;
  /** The contract of the dataset as the project has it; its verdict is what counts where a rule names no contract. */
  readonly judge?: Judge | undefined;
  /** Moves it though something is lacking, where the actor may. */
  readonly override: boolean;
  readonly by: By;
}

interface Situation {
  readonly wish: StageWish;
  readonly version: Version;
  readonly grants: readonly Grant[];
  readonly inForce: StageRules;
  readonly approvedBy: readonly string[];
  readonly before: number | undefined;
  readonly others: string | undefined;
}

const situationOf = async (store: Store, wish: StageWish): Promise<Situation> => {
  const { name, number, stage } = wish;
  const version = await findVersion(store, { name, choice: { number } });
  invariant(version !== undefined, `${name}@v${number} exists`);
  return {
    wish,
    version,
    grants: await grantsIn(store),
    inForce: await stageRulesIn(store),
    approvedBy: await approversOf(store, wish),
    before: await aliasOf(store, name, stage),
    others: await lastOfOthers(store, wish.by.owner),
  };
};

const entryOf = (
  { name, number, stage, by }: StageWish,
  action: string,
  detail: AuditEntry['detail'],
): AuditEntry => ({ ...by, action, subject: `${name}@v${number}`, detail: { stage, ...detail } });

const inForceAfter = ({ wish, inForce }: Situation): Pick<Governed<unknown>, 'entries' | 'statements'> =>
  canonicalJson(inForce) === canonicalJson(wish.rules)
    ? { entries: [], statements: [] }
    : {
        entries: [
          { ...wish.by, action: 'stages.set', subject: '*', detail: { before: inForce, after: wish.rules } },
        ],
        statements: [...replaceStageRules(wish.rules), ...Object.keys(wish.rules).map(dropUnearned)],
      };

/** Why the actor may do nothing here at all. */
const forbidden = (situation: Situation): readonly string[] => {
  const { wish, grants, inForce } = situation;
  const { name, stage, by, rules } = wish;
  const may = authorise(grants, { actor: by.owner, action: 'promote', name, stage });
  if (!may.isAllowed) return [may.because];
  if (canonicalJson(inForce) === canonicalJson(rules)) return [];
  const maySet = authorise(grants, { actor: by.owner, action: 'set-stages' });
  return maySet.isAllowed
    ? []
    : [`the stages of assay.yaml are others than those in force, and ${maySet.because}`];
};

const outcomeOf = (situation: Situation): Governed<Outcome> => {
  const { wish, version, grants, approvedBy, before, others } = situation;
  const { name, number, stage, by, rules, override } = wish;
  const refused = (lacking: readonly string[]): Governed<Outcome> => ({
    entries: [entryOf(wish, 'promote.refuse', { lacking })],
    statements: [],
    result: { outcome: 'refused', lacking: [...lacking] },
  });
  const no = forbidden(situation);
  if (no.length > 0) return refused(no);
  const rule = own(rules, stage);
  invariant(rule !== undefined, `${stage} is a stage`);
  const first = inForceAfter(situation);
  const standsThere = before === number && first.statements.length === 0;
  if (standsThere) return { ...first, result: { outcome: 'stands-there' } };
  const agrees = rule.approvals > 0 && by.owner !== version.record.author;
  const question = { rule, version, approvedBy, now: new Date(by.at), judge: wish.judge, others };
  const lacking = lackingFor({
    ...question,
    approvedBy: agrees ? [...new Set([...approvedBy, by.owner])] : approvedBy,
  });
  const approval = agrees ? [insertApproval(wish)] : [];
  const move = (kind: MoveKind, overridden: readonly string[]): Governed<Outcome> => {
    const made = moved(wish, before, kind);
    return {
      entries: [
        ...first.entries,
        entryOf(wish, `stage.${kind}`, { before: before ?? null, after: number, lacking: overridden }),
      ],
      statements: [...first.statements, ...approval, ...made.statements],
      result: { outcome: 'moved', move: made.move, overridden: [...overridden] },
    };
  };
  if (lacking.length === 0) return move('promote', []);
  if (override) {
    const may = authorise(grants, { actor: by.owner, action: 'override', name, stage });
    if (!may.isAllowed) return refused([...lacking, may.because]);
    const still = lackingForOverride(by.reason);
    return still.length > 0 ? refused([...lacking, ...still]) : move('override', lacking);
  }
  const withoutApprovals = lackingFor({ ...question, rule: { ...rule, approvals: 0 } });
  if (agrees && withoutApprovals.length === 0)
    return {
      entries: [...first.entries, entryOf(wish, 'stage.approve', { lacking })],
      statements: [...first.statements, ...approval],
      result: { outcome: 'approved', lacking: [...lacking] },
    };
  return refused(lacking);
};

/** What would become of a wish; nothing is moved, and nothing said of it in the audit. */
export const tryMove = async (store: Store, wish: StageWish): Promise<Outcome> =>
  outcomeOf(await situationOf(store, wish)).result;

/**
 * Lets a stage lead to a version where it has all that the rule of the stage asks, or says what is lacking; either is in the audit. What was
 * read for that still holds when it is written.
 */
export const moveStage = (store: Store, wish: StageWish): Promise<Outcome> =>
  govern(store, async () => outcomeOf(await situationOf(store, wish)));
