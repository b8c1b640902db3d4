import type { AuditEntry } from '../../domain/audit.ts';
import { govern } from '../audit.ts';
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

/** An alias that is to lead to a version, or to none. */
export interface Tagging {
  readonly name: string;
  readonly alias: string;
  /** Takes the alias away without it. */
  readonly number?: number;
  readonly by: Pick<AuditEntry, 'at' | 'owner' | 'reason'>;
}

/** Where an alias leads; undefined where there is none. */
export const aliasOf = async (store: Store, name: string, alias: string): Promise<number | undefined> => {
  const [found] = await store.rows<{ number: number }>(
    statement('SELECT number FROM aliases WHERE name = ? AND alias = ?', name, alias),
  );
  return found && Number(found.number);
};

/** Moves or takes away an alias, and returns where it led before. */
export const tagVersion = (store: Store, { name, alias, number, by }: Tagging): Promise<number | undefined> =>
  govern(store, async () => {
    const before = await aliasOf(store, name, alias);
    return {
      entry: {
        ...by,
        action: number === undefined ? 'alias.remove' : 'alias.move',
        subject: `${name}@${alias}`,
        detail: { before: before ?? null, after: number ?? null },
      },
      statements: [
        number === undefined
          ? statement('DELETE FROM aliases WHERE name = ? AND alias = ?', name, alias)
          : leadAlias(name, alias, number),
      ],
      result: before,
    };
  });
