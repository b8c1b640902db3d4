import { objectionsTo } from '../../domain/objections.ts';
import { refuse } from '../../domain/problem.ts';
import { adminsIn, explainRoles, type Grant, grantSchema } from '../../domain/roles.ts';
import type { Grants, GrantsExplained } from '../../domain/version-reports.ts';
import { withCatalog, withStoredCatalog } from '../with-catalog.ts';
import { type Acting, checkedActor } from './actor.ts';

/** Who was granted what. */
export const grantsOf = async (folder: string): Promise<Grants> => ({
  schema: 'assay.grants/v1',
  grants: [...((await withStoredCatalog(folder, ({ grants }) => grants.list())) ?? [])],
});

export interface ExplainGrants {
  /** Whoever acts, without it. */
  readonly actor?: string | undefined;
  readonly on?: string | undefined;
  readonly stage?: string | undefined;
  readonly acting: () => Acting;
}

/** What somebody may do, and why or why not. */
export const grantsExplained = async (
  folder: string,
  { actor, on, stage, acting }: ExplainGrants,
): Promise<GrantsExplained> => {
  const { grants } = await grantsOf(folder);
  const who = actor === undefined ? acting() : { actor: checkedActor(actor, 'actor') };
  const asked = { ...(on === undefined ? {} : { on }), ...(stage === undefined ? {} : { stage }) };
  return {
    schema: 'assay.grants-explained/v1',
    ...who,
    ...asked,
    answers: explainRoles(grants, {
      actor: who.actor,
      ...(on === undefined ? {} : { name: on }),
      ...(stage === undefined ? {} : { stage }),
    }),
    admins: [...adminsIn(grants)],
  };
};

export interface ChangeGrant {
  readonly grant: Readonly<Record<keyof Grant, string | undefined>>;
  readonly revoke: boolean;
  readonly actor: string;
  readonly reason: string;
  readonly now: Date;
}

/** Gives a role, or takes it away, and tells who has which then. Throws `Refusal` where the actor may not. */
export const changeGrant = async (
  folder: string,
  { grant, revoke, actor, reason, now }: ChangeGrant,
): Promise<Grants> => {
  const given = grantSchema.safeParse(
    Object.fromEntries(Object.entries(grant).filter(([, value]) => value !== undefined)),
  );
  if (!given.success) {
    const [first] = objectionsTo(grant, given.error.issues, 'assay grant --help');
    return refuse('usage', first?.message ?? 'that is no grant', first?.hint ?? 'assay grant --help');
  }
  await withCatalog(folder, ({ grants }) =>
    grants.change({ grant: given.data, revoke, by: { at: now.toISOString(), owner: actor, reason } }),
  );
  return grantsOf(folder);
};
