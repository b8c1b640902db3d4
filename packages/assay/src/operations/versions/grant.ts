import { objectionsTo } from '../../domain/objections.ts';
import { refuse } from '../../domain/problem.ts';
import { type Grant, grantSchema } from '../../domain/roles.ts';
import type { Grants } from '../../domain/version-reports.ts';
import { withCatalog, withStoredCatalog } from '../with-catalog.ts';

/** Who was granted what. */
export const grantsOf = async (folder: string): Promise<Grants> => ({
  schema: 'assay.grants/v1',
  grants: [...((await withStoredCatalog(folder, ({ grants }) => grants.list())) ?? [])],
});

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
