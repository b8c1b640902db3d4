import { z } from 'zod';
import type { AuditEntry } from '../../domain/audit.ts';
import { type FactOf, type RemoteFact, remoteFactSchema } from '../../domain/remote.ts';
import { grantSchema } from '../../domain/roles.ts';
import { moveKindSchema, stageMoveSchema } from '../../domain/stage-moves.ts';
import { stageRulesSchema } from '../../domain/stage-rules.ts';
import type { GatedVersion } from '../../domain/version-record.ts';
import { shifted } from '../remote/take-version.ts';
import { insertApproval } from '../stages/approvals.ts';
import { deleteGrant, insertGrant } from '../stages/grants.ts';
import { dropUnearned, moved } from '../stages/moves.ts';
import { replaceStageRules } from '../stages/stage-rules.ts';
import { type Statement, statement } from '../store.ts';
import { gateOf } from '../versions/save-version.ts';
import { dropAlias, leadAlias } from '../versions/tag-version.ts';

/** Stands for what entries of before do not say. */
export const untold = '?';

interface Subject {
  readonly name: string;
  readonly alias: string;
}

type Reader = (entry: AuditEntry, subject: Subject) => readonly Statement[];

const numberSchema = z.coerce.number().int();
const numberOf = ({ alias }: Subject): number => numberSchema.parse(alias.slice(1));

const insertTold = (name: string, number: number, id: string): Statement =>
  statement(
    'INSERT INTO versions (name, number, id, tree, record) VALUES (?, ?, ?, ?, ?)',
    name,
    number,
    id,
    untold,
    untold,
  );

const addedSchema = z.object({ id: z.string(), tags: z.array(z.string()).default([]) });
const afterSchema = z.object({ after: z.int() });
const rulesSchema = z.object({ after: stageRulesSchema });
const outrunSchema = z.object({ move: stageMoveSchema });
const factSchema = z.object({ fact: remoteFactSchema });

const gateTold = z.object({
  run: z.string(),
  decision: z.enum(['admit', 'warn', 'block']),
  at: z.string().default(untold),
  contract: z
    .object({ id: z.string(), version: z.string(), sha256: z.string() })
    .default({ id: untold, version: untold, sha256: untold }),
});

const gateIn = (detail: unknown): readonly GatedVersion[] => {
  const told = gateTold.safeParse(detail);
  return told.success ? [told.data] : [];
};

const stageSchema = z.object({ stage: z.string() });
const moveSchema = stageSchema.extend({ before: z.int().nullable(), after: z.int() });
const byOf = ({ at, owner, reason }: AuditEntry) => ({ at, owner, reason });

const moves: Reader = (entry, { name }) => {
  const { stage, before, after } = moveSchema.parse(entry.detail);
  const kind = moveKindSchema.parse(entry.action.slice('stage.'.length));
  return moved({ name, number: after, stage, by: byOf(entry) }, before ?? undefined, kind).statements;
};

/** What was taken over from a remote, by what it says. */
const facts: { readonly [K in RemoteFact['kind']]: (name: string, fact: FactOf<K>) => readonly Statement[] } =
  {
    version: (name, { number, id }) => [insertTold(name, number, id)],
    gate: (name, { number, gate }) => [gateOf(name, number, gate)],
    approval: (name, { number, stage, actor, at }) => [
      insertApproval({ name, number, stage, by: { at, owner: actor, reason: '' } }),
    ],
    move: (name, { move: { stage, before, after, kind, at, actor, reason } }) =>
      moved({ name, number: after, stage, by: { at, owner: actor, reason } }, before, kind).statements,
    tag: (name, { alias, number }) => [
      number === null ? dropAlias(name, alias) : leadAlias(name, alias, number),
    ],
  };

const pulled =
  <K extends RemoteFact['kind']>(kind: K): Reader =>
  ({ detail }, { name }) => {
    const { fact } = factSchema.parse(detail);
    const isOf = (one: RemoteFact): one is FactOf<K> => one.kind === kind;
    return isOf(fact) ? facts[kind](name, fact) : [];
  };

const readers: Readonly<Record<string, Reader>> = {
  'version.add': ({ detail }, subject) => {
    const { id, tags } = addedSchema.parse(detail);
    const { name } = subject;
    const number = numberOf(subject);
    return [
      insertTold(name, number, id),
      ...gateIn(detail).map((one) => gateOf(name, number, one)),
      ...tags.map((alias) => leadAlias(name, alias, number)),
    ];
  },
  'version.gate': ({ detail }, subject) =>
    gateIn(detail).map((gate) => gateOf(subject.name, numberOf(subject), gate)),
  'alias.move': ({ detail }, { name, alias }) => [leadAlias(name, alias, afterSchema.parse(detail).after)],
  'alias.remove': (_entry, { name, alias }) => [dropAlias(name, alias)],
  'stage.approve': (entry, subject) => {
    const { stage } = stageSchema.parse(entry.detail);
    return [insertApproval({ name: subject.name, number: numberOf(subject), stage, by: byOf(entry) })];
  },
  'stage.promote': moves,
  'stage.override': moves,
  'stage.rollback': moves,
  'stages.set': ({ detail }) => {
    const { after } = rulesSchema.parse(detail);
    return [...replaceStageRules(after), ...Object.keys(after).map(dropUnearned)];
  },
  'stage.outrun': ({ detail }, { name }) => {
    const { stage, after, kind, at, actor } = outrunSchema.parse(detail).move;
    return [
      statement(
        `DELETE FROM stage_moves WHERE seq = (SELECT max(seq) FROM stage_moves
           WHERE name = ? AND stage = ? AND after = ? AND kind = ? AND at = ? AND actor = ?)`,
        name,
        stage,
        after,
        kind,
        at,
        actor,
      ),
    ];
  },
  'grant.give': ({ detail }) => [insertGrant(grantSchema.parse(detail))],
  'grant.revoke': ({ detail }) => [deleteGrant(grantSchema.parse(detail))],
  'version.pull': pulled('version'),
  'gate.pull': pulled('gate'),
  'approval.pull': pulled('approval'),
  'move.pull': pulled('move'),
  'tag.pull': pulled('tag'),
};

const renumber = 'version.renumber';

/** What an entry did to the tables, as statements that do it again; nothing for one that changed no table. One reader follows one audit. */
export const replayer = (): ((entry: AuditEntry) => readonly Statement[]) => {
  let before = '';
  return (entry) => {
    const isNext = entry.action === renumber && before === entry.action;
    before = entry.action;
    const [name = '', alias = ''] = entry.subject.split('@');
    if (entry.action !== renumber) return readers[entry.action]?.(entry, { name, alias }) ?? [];
    const from = numberOf({ name, alias });
    const { after } = afterSchema.parse(entry.detail);
    return isNext ? [] : shifted(name, from, after - from);
  };
};
