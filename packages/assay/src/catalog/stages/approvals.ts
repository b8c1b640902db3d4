import { type Statement, type Store, statement } from '../store.ts';
import { andWhere, whereEqual } from '../where.ts';
import type { By } from './allowed.ts';

/** That a version comes to a stage. */
export interface Coming {
  readonly name: string;
  readonly number: number;
  readonly stage: string;
}

/** Who agreed to that, up to a time where one is given. */
export const approversOf = async (
  store: Store,
  { name, number, stage }: Coming,
  until?: string,
): Promise<readonly string[]> => {
  const coming = whereEqual({ name, number, stage });
  const where = until === undefined ? coming : andWhere(coming, 'at <= ?', until);
  const rows = await store.rows<{ actor: string }>(
    statement(`SELECT actor FROM approvals ${where.sql} ORDER BY actor`, ...where.parameters),
  );
  return rows.map(({ actor }) => actor);
};

/** Keeps that somebody agreed; to agree twice changes nothing. */
export const insertApproval = ({ name, number, stage, by }: Coming & { readonly by: By }): Statement =>
  statement(
    'INSERT INTO approvals (name, number, stage, actor, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    name,
    number,
    stage,
    by.owner,
    by.at,
  );
