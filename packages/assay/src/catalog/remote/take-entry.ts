import type { AuditEntry } from '../../domain/audit.ts';
import { invariant } from '../../domain/invariant.ts';
import type { FactOf, HashedEntry, RemoteFact } from '../../domain/remote.ts';
import type { PulledName } from '../../domain/remote-reports.ts';
import { isStage, type StageRules } from '../../domain/stage-rules.ts';
import type { VersionRecord } from '../../domain/version-record.ts';
import { isAlias } from '../../domain/version-ref.ts';
import type { Governed } from '../audit.ts';
import { type By, governAllowed, whyNot } from '../stages/allowed.ts';
import { insertApproval } from '../stages/approvals.ts';
import type { Statement, Store } from '../store.ts';
import { findVersion } from '../versions/find-versions.ts';
import { gateOf } from '../versions/save-version.ts';
import { aliasOf, dropAlias, leadAlias } from '../versions/tag-version.ts';
import { follow, headOf } from './mirror.ts';
import { rulesHere, takeMove } from './take-move.ts';
import { takeVersion } from './take-version.ts';
import { tagsOn } from './unpushed.ts';

/** An entry of a remote, which comes next, and what is needed to judge it. */
export interface TakeEntry {
  readonly remote: string;
  readonly read: HashedEntry;
  /** Of a version, whose objects are all here. */
  readonly record?: VersionRecord;
  /** The highest number on the remote. */
  readonly lastNumber: number;
  /** The rules of stages as the project states them. */
  readonly rules: StageRules;
  readonly by: By;
}

type Changes = Partial<Pick<PulledName, 'renumbered' | 'outrun'>>;

/** What became of an entry. */
export type Taken = Changes &
  (
    | { readonly outcome: 'known' | 'taken' }
    | { readonly outcome: 'refused'; readonly what: string; readonly because: string[] }
  );

/** The same with what is to be written; the entry itself is kept as read in any case. */
export type Thought =
  | { readonly outcome: 'known' }
  | { readonly outcome: 'refused'; readonly because: string[] }
  | (Changes & {
      readonly outcome: 'taken';
      readonly entries?: readonly AuditEntry[];
      readonly statements: readonly Statement[];
    });

const isThere = async (store: Store, name: string, number: number): Promise<boolean> =>
  (await findVersion(store, { name, choice: { number } })) !== undefined;

const takeGate = async (store: Store, name: string, { number, gate }: FactOf<'gate'>): Promise<Thought> => {
  const version = await findVersion(store, { name, choice: { number } });
  if (version === undefined) return { outcome: 'refused', because: [`there is no ${name}@v${number}`] };
  if (version.gates.some(({ run }) => run === gate.run)) return { outcome: 'known' };
  return { outcome: 'taken', statements: [gateOf(name, number, gate)] };
};

const takeApproval = async (
  store: Store,
  name: string,
  { number, stage, actor, at }: FactOf<'approval'>,
  { by }: TakeEntry,
): Promise<Thought> => {
  if (!(await isThere(store, name, number)))
    return { outcome: 'refused', because: [`there is no ${name}@v${number}`] };
  const because = [...(await whyNot(store, [actor, by.owner], { action: 'promote', name, stage }))];
  if (because.length > 0) return { outcome: 'refused', because };
  return {
    outcome: 'taken',
    statements: [insertApproval({ name, number, stage, by: { at, owner: actor, reason: '' } })],
  };
};

const takeTag = async (
  store: Store,
  name: string,
  { alias, number }: FactOf<'tag'>,
  { remote, rules, by }: TakeEntry,
): Promise<Thought> => {
  const now = (await aliasOf(store, name, alias)) ?? null;
  if (now === number) return { outcome: 'known' };
  if (isStage(await rulesHere(store, rules), alias))
    return { outcome: 'refused', because: [`${alias} is a stage here, and no free alias`] };
  if (!isAlias(alias)) return { outcome: 'refused', because: [`${JSON.stringify(alias)} is no tag`] };
  if (number !== null && !(await isThere(store, name, number)))
    return { outcome: 'refused', because: [`there is no ${name}@v${number}`] };
  const before = (await tagsOn(store, { remote, name })).get(alias) ?? null;
  const isOutrun = now !== before;
  return {
    outcome: 'taken',
    ...(isOutrun ? { outrun: [{ alias, number: now }] } : {}),
    entries: isOutrun
      ? [
          {
            ...by,
            action: 'alias.outrun',
            subject: `${name}@${alias}`,
            detail: { before: now, after: number, remote },
          },
        ]
      : [],
    statements: [number === null ? dropAlias(name, alias) : leadAlias(name, alias, number)],
  };
};

const thoughtOf = (store: Store, name: string, fact: RemoteFact, given: TakeEntry): Promise<Thought> => {
  if (fact.kind === 'version') return takeVersion(store, { ...fact, name }, given);
  if (fact.kind === 'gate') return takeGate(store, name, fact);
  if (fact.kind === 'approval') return takeApproval(store, name, fact, given);
  return fact.kind === 'move' ? takeMove(store, name, fact.move, given) : takeTag(store, name, fact, given);
};

const subjectOf = (name: string, fact: RemoteFact): string => {
  if (fact.kind === 'tag') return `${name}@${fact.alias}`;
  return `${name}@v${fact.kind === 'move' ? fact.move.after : fact.number}`;
};

const whatOf = (name: string, fact: RemoteFact): string => {
  if (fact.kind === 'move') return `${name}@${fact.move.stage} → v${fact.move.after}`;
  if (fact.kind === 'tag')
    return `${name}@${fact.alias} → ${fact.number === null ? 'nothing' : `v${fact.number}`}`;
  return `${fact.kind} of ${name}@v${fact.number}`;
};

/**
 * Takes over what the next entry of a remote says, where this catalog lets it: whoever pulls may add to the name, and a move has what the rules in force
 * here ask for. The entry is followed in any case, in the same transaction.
 */
export const takeEntry = (store: Store, given: TakeEntry): Promise<Taken> => {
  const { remote, read, by } = given;
  const { name, fact, seq, by: pushed } = read.entry;
  return governAllowed(store, by, { action: 'add', name }, async (): Promise<Governed<Taken>> => {
    const head = await headOf(store, remote, name);
    if (head.seq >= seq) return { entries: [], statements: [], result: { outcome: 'known' } };
    invariant(head.seq === seq - 1 && head.id === read.entry.previous, `entry ${seq} of ${name} comes next`);
    const thought = await thoughtOf(store, name, fact, given);
    const subject = subjectOf(name, fact);
    const detail = { remote, entry: seq, pushedBy: pushed.actor, fact };
    const followed = follow(remote, read);
    if (thought.outcome === 'known')
      return { entries: [], statements: [followed], result: { outcome: 'known' } };
    if (thought.outcome === 'refused')
      return {
        entries: [
          { ...by, action: `${fact.kind}.refuse`, subject, detail: { ...detail, lacking: thought.because } },
        ],
        statements: [follow(remote, read, false)],
        result: { outcome: 'refused', what: whatOf(name, fact), because: thought.because },
      };
    const { entries = [], statements, ...result } = thought;
    return {
      entries: [...entries, { ...by, action: `${fact.kind}.pull`, subject, detail }],
      statements: [...statements, followed],
      result,
    };
  });
};
