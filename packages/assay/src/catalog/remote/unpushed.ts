import { objectIdSchema } from '../../domain/object-id.ts';
import type { FactOf, RemoteFact } from '../../domain/remote.ts';
import { isStage } from '../../domain/stage-rules.ts';
import { stageRulesIn } from '../stages/stage-rules.ts';
import { type Store, statement } from '../store.ts';
import { listVersions } from '../versions/find-versions.ts';
import { factsOn } from './mirror.ts';
import { ownMoves } from './own-moves.ts';

interface Of {
  readonly remote: string;
  readonly name: string;
}

const versionsOf = async (store: Store, of: Of): Promise<readonly FactOf<'version'>[]> => {
  const told = await factsOn(store, { ...of, kind: 'version' });
  const rows = await store.rows<{ number: number; id: string }>(
    statement(
      'SELECT number, id FROM versions WHERE name = ? AND number > ? ORDER BY number',
      of.name,
      told.length,
    ),
  );
  return rows.map(({ number, id }) => ({
    kind: 'version',
    number: Number(number),
    id: objectIdSchema.parse(id),
  }));
};

const gatesOf = async (store: Store, of: Of): Promise<readonly FactOf<'gate'>[]> => {
  const told = new Set(
    (await factsOn(store, { ...of, kind: 'gate' })).map(({ number, gate }) => `${number} ${gate.run}`),
  );
  return (await listVersions(store, { name: of.name, limit: Number.MAX_SAFE_INTEGER }))
    .toReversed()
    .flatMap(({ number, gates }) =>
      gates
        .toReversed()
        .filter(({ run }) => !told.has(`${number} ${run}`))
        .map((gate): FactOf<'gate'> => ({ kind: 'gate', number, gate })),
    );
};

const approvalKey = ({ number, stage, actor }: Omit<FactOf<'approval'>, 'kind' | 'at'>): string =>
  `${number} ${stage} ${actor}`;

const approvalsOf = async (store: Store, of: Of): Promise<readonly FactOf<'approval'>[]> => {
  const told = new Set((await factsOn(store, { ...of, kind: 'approval' })).map(approvalKey));
  const rows = await store.rows<{ number: number; stage: string; actor: string; at: string }>(
    statement('SELECT number, stage, actor, at FROM approvals WHERE name = ? ORDER BY at, actor', of.name),
  );
  return rows
    .map((row): FactOf<'approval'> => ({ kind: 'approval', ...row, number: Number(row.number) }))
    .filter((approval) => !told.has(approvalKey(approval)));
};

/** Where free aliases lead on a remote. */
export const tagsOn = async (store: Store, of: Of): Promise<ReadonlyMap<string, number | null>> =>
  new Map((await factsOn(store, { ...of, kind: 'tag' })).map(({ alias, number }) => [alias, number]));

const tagsOf = async (store: Store, of: Of): Promise<readonly FactOf<'tag'>[]> => {
  const told = await tagsOn(store, of);
  const rules = await stageRulesIn(store);
  const rows = await store.rows<{ alias: string; number: number }>(
    statement(
      `SELECT alias, number FROM aliases WHERE name = ? AND NOT EXISTS (
         SELECT 1 FROM stage_moves WHERE stage_moves.name = aliases.name AND stage_moves.stage = aliases.alias)
       ORDER BY alias`,
      of.name,
    ),
  );
  const here = new Map(
    rows.filter(({ alias }) => !isStage(rules, alias)).map((row) => [row.alias, Number(row.number)]),
  );
  return [...new Set([...here.keys(), ...told.keys()])]
    .toSorted()
    .flatMap((alias): readonly FactOf<'tag'>[] => {
      const number = here.get(alias) ?? null;
      return (told.get(alias) ?? null) === number ? [] : [{ kind: 'tag', alias, number }];
    });
};

/** What this catalog knows of a name and a remote was not told, in an order in which it can be believed. */
export const unpushed = async (store: Store, of: Of): Promise<readonly RemoteFact[]> => [
  ...(await versionsOf(store, of)),
  ...(await gatesOf(store, of)),
  ...(await approvalsOf(store, of)),
  ...(await ownMoves(store, of.remote, of.name)).map(({ move }): RemoteFact => ({ kind: 'move', move })),
  ...(await tagsOf(store, of)),
];
