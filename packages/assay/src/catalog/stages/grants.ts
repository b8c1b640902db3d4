import { type Grant, grantSchema } from '../../domain/roles.ts';
import { type Statement, type Store, statement } from '../store.ts';

interface GrantRow {
  readonly actor: string;
  readonly role: string;
  readonly on_names: string;
  readonly stage: string;
}

/** Who was granted what, by actor. */
export const grantsIn = async (store: Store): Promise<readonly Grant[]> =>
  (
    await store.rows<GrantRow>(
      statement('SELECT actor, role, on_names, stage FROM grants ORDER BY actor, role, on_names, stage'),
    )
  ).map(({ actor, role, on_names, stage }) =>
    grantSchema.parse({ actor, role, on: on_names, ...(stage === '' ? {} : { stage }) }),
  );

export const insertGrant = ({ actor, role, on, stage }: Grant): Statement =>
  statement(
    'INSERT INTO grants (actor, role, on_names, stage) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    actor,
    role,
    on,
    stage ?? '',
  );

export const deleteGrant = ({ actor, role, on, stage }: Grant): Statement =>
  statement(
    'DELETE FROM grants WHERE actor = ? AND role = ? AND on_names = ? AND stage = ?',
    actor,
    role,
    on,
    stage ?? '',
  );
