import { canonicalJson } from '../../domain/canonical-json.ts';
import { refuse } from '../../domain/problem.ts';
import { type Grant, movesStages } from '../../domain/roles.ts';
import type { Store } from '../store.ts';
import { type By, governAllowed } from './allowed.ts';
import { deleteGrant, grantsIn, insertGrant } from './grants.ts';

export interface GrantChange {
  readonly grant: Grant;
  /** Takes it away. */
  readonly revoke: boolean;
  readonly by: By;
}

const isAdmin = ({ role, on, stage }: Grant): boolean =>
  role === 'admin' && on === '*' && stage === undefined;

const isSame = (one: Grant, other: Grant): boolean => canonicalJson(one) === canonicalJson(other);

/**
 * Gives a role, or takes it away. Whoever gives the first becomes admin of all: from then on nobody may do what no grant says.
 */
export const changeGrant = (store: Store, { grant, revoke, by }: GrantChange): Promise<void> =>
  governAllowed(store, by, { action: 'grant' }, async () => {
    const grants = await grantsIn(store);
    const isFirst = grants.length === 0;
    if (revoke && !grants.some((one) => isSame(one, grant)))
      refuse('usage', `${grant.actor} was not granted that`, 'assay grant lists who has which role');
    if (!revoke && grant.stage !== undefined && !movesStages(grant))
      refuse(
        'usage',
        `${grant.role} of one stage allows nothing`,
        'only moves are to a stage: leave out --stage',
      );
    if (revoke && !grants.some((one) => isAdmin(one) && !isSame(one, grant)))
      refuse('usage', 'somebody must stay admin of all', 'give that role to another first');
    const founder: Grant = { actor: by.owner, role: 'admin', on: '*' };
    const given = isFirst ? [founder, grant] : [grant];
    return {
      entries: given.map((one) => ({
        ...by,
        action: revoke ? 'grant.revoke' : 'grant.give',
        subject: one.actor,
        detail: one,
      })),
      statements: given.map(revoke ? deleteGrant : insertGrant),
      result: undefined,
    };
  });
