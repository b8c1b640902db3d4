import { refuse } from '../../domain/problem.ts';
import { isStage } from '../../domain/stage-rules.ts';
import { type By, governAllowed } from '../stages/allowed.ts';
import { stageRulesIn } from '../stages/stage-rules.ts';
import { type Statement, type Store, statement } from '../store.ts';

/** Lets an alias lead to a version, wherever it led before. */
export const leadAlias = (name: string, alias: string, number: number): Statement => ({
  ...statement(
    `INSERT INTO aliases (name, alias, number) VALUES (?, ?, ?)
     ON CONFLICT (name, alias) DO UPDATE SET number = excluded.number`,
    name,
    alias,
    number,
  ),
  changes: 1,
});

export const dropAlias = (name: string, alias: string): Statement =>
  statement('DELETE FROM aliases WHERE name = ? AND alias = ?', name, alias);

/** An alias that is to lead to a version, or to none. */
export interface Tagging {
  readonly name: string;
  readonly alias: string;
  /** Takes the alias away without it. */
  readonly number?: number;
  readonly by: By;
}

/** Where an alias leads; undefined where there is none. */
export const aliasOf = async (store: Store, name: string, alias: string): Promise<number | undefined> => {
  const [found] = await store.rows<{ number: number }>(
    statement('SELECT number FROM aliases WHERE name = ? AND alias = ?', name, alias),
  );
  return found && Number(found.number);
};

/** A stage moves through its rule and in no other way. */
export const refuseStage = async (store: Store, alias: string): Promise<void> => {
  if (isStage(await stageRulesIn(store), alias))
    refuse(
      'usage',
      `${alias} is a stage, and no free alias`,
      `move it through its gate: assay promote NAME@v1 ${alias}`,
    );
};

/** Moves or takes away an alias, and returns where it led before. */
export const tagVersion = (store: Store, { name, alias, number, by }: Tagging): Promise<number | undefined> =>
  governAllowed(store, by, { action: 'tag', name }, async () => {
    await refuseStage(store, alias);
    const before = await aliasOf(store, name, alias);
    return {
      entries: [
        {
          ...by,
          action: number === undefined ? 'alias.remove' : 'alias.move',
          subject: `${name}@${alias}`,
          detail: { before: before ?? null, after: number ?? null },
        },
      ],
      statements: [number === undefined ? dropAlias(name, alias) : leadAlias(name, alias, number)],
      result: before,
    };
  });
